/** One direction: what is along it, and a slider under it. */
import type { Directions } from '@comfy-edge/sdk';
import { useId } from 'preact/hooks';

interface DirectionRowProps {
  readonly direction: Directions['directions'][number];
  readonly amount: number;
  /** Whether the image is dragged along it: 0 to the side, 1 up and down, -1 not at all. */
  readonly axis: number;
  readonly onTurn: (amount: number) => void;
  readonly onAxis: (axis: 0 | 1) => void;
}

export function DirectionRow({ direction, amount, axis, onTurn, onAxis }: DirectionRowProps) {
  const id = useId();
  const { index, explainedVariance, strip } = direction;
  const { amounts } = strip;
  // The slider reaches from edge to edge of the strip, so that it stands below what it gives.
  const half = (amounts.at(-1) ?? 3) + 0.5;
  return (
    <div class="direction">
      <div class="row between">
        <label class="small" for={id}>
          <strong>Direction {index + 1}</strong>{' '}
          <span class="muted">{(100 * explainedVariance).toFixed(1)} % of what varies</span>
        </label>
        <span class="row tight">
          <button
            type="button"
            class="button quiet small"
            aria-pressed={axis === 0}
            aria-label={`Drag to the side along direction ${index + 1}`}
            title="Dragging the image to the side"
            onClick={() => onAxis(0)}
          >
            ↔
          </button>
          <button
            type="button"
            class="button quiet small"
            aria-pressed={axis === 1}
            aria-label={`Drag up and down along direction ${index + 1}`}
            title="Dragging the image up and down"
            onClick={() => onAxis(1)}
          >
            ↕
          </button>
          <output class="mono small amount">
            {amount > 0 ? '+' : ''}
            {amount.toFixed(2)}
          </output>
        </span>
      </div>
      <div class="strip">
        <img class="pixels" src={strip.dataUrl()} alt="" draggable={false} />
        <input
          id={id}
          class="slider"
          type="range"
          min={-half}
          max={half}
          step={0.05}
          value={amount}
          aria-valuetext={`${amount.toFixed(2)} standard deviations`}
          style={{ '--filled': `${(100 * (amount + half)) / (2 * half)}%` }}
          onInput={(event) => onTurn(Math.round(event.currentTarget.valueAsNumber * 20) / 20)}
          onDblClick={() => onTurn(0)}
        />
      </div>
    </div>
  );
}
