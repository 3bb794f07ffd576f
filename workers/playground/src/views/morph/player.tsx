/** Plays frames one after another, or shows the one that is chosen. Who wants no motion starts it by hand. */
import { useEffect, useState } from 'preact/hooks';
import type { ShownImage } from '../../image/shown-image.ts';
import { Icon } from '../../shell/icon.tsx';
import { useMedia } from '../../shell/use-media.ts';

interface PlayerProps {
  readonly frames: readonly ShownImage[];
  readonly frameMs: number;
  readonly isBusy: boolean;
  readonly tookMs: number | undefined;
  readonly onLook: (frame: ShownImage) => void;
}

export function Player({ frames, frameMs, isBusy, tookMs, onLook }: PlayerProps) {
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  const [isPlaying, setIsPlaying] = useState(!isStill);
  const [at, setAt] = useState(0);
  const count = frames.length;
  useEffect(() => {
    if (!isPlaying || count < 2) return;
    const timer = setInterval(() => setAt((before) => (before + 1) % count), frameMs);
    return () => clearInterval(timer);
  }, [isPlaying, count, frameMs]);

  const index = Math.min(at, Math.max(0, count - 1));
  const frame = frames[index];
  const show = (to: number) => {
    setIsPlaying(false);
    setAt(to);
  };
  return (
    <section class="player" aria-label="The walk">
      <div
        class={`close-up ${isBusy && count > 0 ? 'stale' : ''}`}
        style={{ '--shape': `${frame === undefined ? 1 : frame.width / frame.height}` }}
      >
        {frame !== undefined && <img class="pixels" src={frame.src} alt={frame.name} />}
      </div>
      <div class="with-button">
        <button
          type="button"
          class="button icon-only"
          aria-label={isPlaying ? 'Pause' : 'Play'}
          onClick={() => setIsPlaying(!isPlaying)}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
        </button>
        <input
          class="slider"
          type="range"
          aria-label="Frame"
          aria-valuetext={`Frame ${index + 1} of ${count}`}
          min={0}
          max={Math.max(1, count - 1)}
          step={1}
          value={index}
          style={{ '--filled': `${(100 * index) / Math.max(1, count - 1)}%` }}
          onInput={(event) => show(event.currentTarget.valueAsNumber)}
        />
        <button
          type="button"
          class="button"
          disabled={frame === undefined}
          onClick={() => frame && onLook(frame)}
        >
          Look closer
        </button>
      </div>
      <p class="status" role="status">
        {tookMs === undefined ? (
          isBusy && 'Walking…'
        ) : (
          <span>
            <strong>{count}</strong> frames in <strong>{Math.round(tookMs)} ms</strong>
          </span>
        )}
      </p>
      <ul class="film" aria-label="Frames">
        {frames.map((it, i) => (
          <li key={i}>
            <button
              type="button"
              aria-label={it.name}
              aria-pressed={i === index}
              tabIndex={i === index ? 0 : -1}
              onClick={() => show(i)}
            >
              <img class="pixels" src={it.src} alt="" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
