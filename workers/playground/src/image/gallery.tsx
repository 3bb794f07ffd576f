/**
 * Images as buttons, in the order of their seeds. Arrow keys go from one to the next; tabbing goes past all
 * of them at once (https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex).
 */
import { useRef, useState } from 'preact/hooks';
import type { ShownImage } from './shown-image.ts';

interface GalleryProps {
  readonly label: string;
  readonly images: readonly ShownImage[];
  /** How many there will be. */
  readonly total: number;
  /** Width by height. */
  readonly shape: number;
  readonly isSmooth?: boolean;
  readonly caption: (image: ShownImage) => readonly string[];
  readonly isPicked: (image: ShownImage) => boolean;
  readonly onPick: (image: ShownImage) => void;
}

export function Gallery(props: GalleryProps) {
  const { label, images, total, shape, isSmooth = false, caption, isPicked, onPick } = props;
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const reachable = Math.min(current, Math.max(0, images.length - 1));

  const move = (event: KeyboardEvent) => {
    const next = neighbour(list.current, reachable, event.key);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <ul
      class="gallery"
      aria-label={label}
      ref={(element) => {
        list.current = element;
        element?.style.setProperty('--shape', `${shape}`);
      }}
      onKeyDown={move}
    >
      {images.map((image, i) => {
        const [first, second] = caption(image);
        return (
          <li key={i}>
            <button
              type="button"
              class="tile"
              aria-pressed={isPicked(image)}
              tabIndex={i === reachable ? 0 : -1}
              onFocus={() => setCurrent(i)}
              onClick={() => onPick(image)}
            >
              <span class="frame-of">
                <img class={isSmooth ? '' : 'pixels'} src={image.src} alt="" draggable={false} />
              </span>
              <span class="hidden-text">{image.name}</span>
              <span class="caption" aria-hidden="true">
                <span>{first}</span>
                {second !== undefined && <span>{second}</span>}
              </span>
            </button>
          </li>
        );
      })}
      {Array.from({ length: Math.max(0, total - images.length) }, (_, i) => (
        <li key={`coming ${i}`} class="tile coming" aria-hidden="true">
          <span class="frame-of" />
          <span class="caption">&nbsp;</span>
        </li>
      ))}
    </ul>
  );
}

/** The button that a key leads to. */
function neighbour(
  list: HTMLUListElement | null,
  from: number,
  key: string,
): HTMLButtonElement | undefined {
  const buttons = [...(list?.querySelectorAll('button') ?? [])];
  const [first] = buttons;
  if (first === undefined) return undefined;
  const columns = buttons.findIndex((it) => it.offsetTop !== first.offsetTop);
  const row = columns === -1 ? buttons.length : columns;
  const steps: Record<string, number> = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: from + row,
    ArrowUp: from - row,
    Home: 0,
    End: buttons.length - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : buttons[to];
}
