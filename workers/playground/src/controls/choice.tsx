/** One of a few, side by side. */
import { useId } from 'preact/hooks';

interface ChoiceProps<Value extends string | number> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly isLabelHidden?: boolean;
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { label, value, options, isLabelHidden = false, onChange } = props;
  const name = useId();
  return (
    <fieldset class="field">
      <legend class={isLabelHidden ? 'hidden-text' : 'label'}>{label}</legend>
      <div class="choice">
        {options.map(([option, text]) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
