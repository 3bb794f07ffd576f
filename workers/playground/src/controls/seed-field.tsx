/** A seed: written, or drawn. */
import { useEffect, useId, useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';

interface SeedFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (seed: number) => void;
}

export function SeedField({ label, value, onChange }: SeedFieldProps) {
  const id = useId();
  const [text, setText] = useState(`${value}`);
  useEffect(() => setText(`${value}`), [value]);
  const seed = parseSeed(text);

  const take = (written: string) => {
    setText(written);
    const next = parseSeed(written);
    if (next !== undefined) onChange(next);
  };
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <div class="with-button">
        <input
          class="input mono"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          aria-invalid={seed === undefined}
          aria-describedby={seed === undefined ? `${id}-hint` : undefined}
          {...{ id, value: text }}
          onInput={(event) => take(event.currentTarget.value)}
        />
        <button
          type="button"
          class="button icon-only"
          aria-label={`Draw another ${label.toLowerCase()}`}
          title="Draw another"
          onClick={() => onChange(drawSeed())}
        >
          <Icon name="shuffle" />
        </button>
      </div>
      {seed === undefined && (
        <p class="hint" id={`${id}-hint`}>
          A whole number from 0 to 4294967295.
        </p>
      )}
    </div>
  );
}

/** Five digits: there are enough images among them, and a person can say them. */
export function drawSeed(): number {
  return Math.floor(Math.random() * 100_000);
}

function parseSeed(text: string): number | undefined {
  const value = Number(text);
  return /^\d{1,10}$/.test(text.trim()) && value <= 0xffff_ffff ? value : undefined;
}
