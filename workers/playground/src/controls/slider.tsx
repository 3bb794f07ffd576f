/** A number that is dragged, with its value written beside its name. */
import { useId } from 'preact/hooks';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as a person reads it. */
  readonly show?: (value: number) => string;
  readonly hint?: string;
  readonly onInput: (value: number) => void;
}

export function Slider(props: SliderProps) {
  const { label, value, min, max, step, show = String, hint, onInput } = props;
  const id = useId();
  return (
    <div class="field">
      <label class="label" for={id}>
        <span>{label}</span>
        <span class="value" aria-hidden="true">
          {show(value)}
        </span>
      </label>
      <input
        class="slider"
        type="range"
        aria-valuetext={show(value)}
        {...{ id, min, max, step, value }}
        style={{ '--filled': `${(100 * (value - min)) / (max - min)}%` }}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
      />
      {hint !== undefined && <p class="hint">{hint}</p>}
    </div>
  );
}
