/** The image as a thing to drag: to the side along one direction, up and down along another. */
import { useRef } from 'preact/hooks';
import { MOST_AMOUNT } from '../../address/steps.ts';
import type { ShownImage } from '../../image/shown-image.ts';

type Point = readonly [x: number, y: number];

interface StageProps {
  readonly image: ShownImage | undefined;
  readonly isBehind: boolean;
  readonly axes: Point;
  /** Where it is along both, in standard deviations. */
  readonly amounts: Point;
  readonly hasDirections: boolean;
  readonly onMove: (amounts: Point) => void;
}

/** From edge to edge of the image, in standard deviations. */
const WIDTH = 6;

export function Stage({ image, isBehind, axes, amounts, hasDirections, onMove }: StageProps) {
  const grip = useRef<{ readonly at: Point; readonly from: Point } | undefined>(undefined);

  const drag = (event: PointerEvent) => {
    const { currentTarget: element } = event;
    if (grip.current === undefined || !(element instanceof HTMLElement)) return;
    const { at, from } = grip.current;
    const { width, height } = element.getBoundingClientRect();
    onMove([
      limit(from[0] + (WIDTH * (event.clientX - at[0])) / width),
      limit(from[1] - (WIDTH * (event.clientY - at[1])) / height),
    ]);
  };
  const steer = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 1 : 0.25;
    const moves: Record<string, Point> = {
      ArrowRight: [step, 0],
      ArrowLeft: [-step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    onMove([limit(amounts[0] + move[0]), limit(amounts[1] + move[1])]);
  };
  const [x, y] = amounts;
  return (
    <div
      class="stage"
      role="application"
      aria-label={`The image, moved by dragging or by arrow keys along directions ${axes[0] + 1} and ${axes[1] + 1}`}
      tabIndex={hasDirections ? 0 : -1}
      style={{ '--shape': `${image === undefined ? 1 : image.width / image.height}` }}
      onKeyDown={hasDirections ? steer : undefined}
      onPointerDown={(event) => {
        if (!hasDirections || event.button !== 0) return;
        grip.current = { at: [event.clientX, event.clientY], from: amounts };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        grip.current = undefined;
      }}
      onPointerCancel={() => {
        grip.current = undefined;
      }}
    >
      {image !== undefined && (
        <img class="pixels" src={image.src} alt={image.name} draggable={false} />
      )}
      {hasDirections && (
        <span
          class={`spot ${isBehind ? 'behind' : ''}`}
          aria-hidden="true"
          style={{
            left: `${50 + (100 * clampToView(x)) / WIDTH}%`,
            top: `${50 - (100 * clampToView(y)) / WIDTH}%`,
          }}
        />
      )}
    </div>
  );
}

/** To the twentieth. */
function limit(amount: number): number {
  const rounded = Math.round(amount * 20) / 20;
  return Math.max(-MOST_AMOUNT, Math.min(MOST_AMOUNT, rounded));
}

function clampToView(amount: number): number {
  return Math.max(-WIDTH / 2, Math.min(WIDTH / 2, amount)) * 0.94;
}
