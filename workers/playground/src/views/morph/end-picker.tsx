/** One end of a walk: an image by its class and its seed. */
import type { Pick } from '../../address/pick.ts';
import { SeedField } from '../../controls/seed-field.tsx';
import { Select } from '../../controls/select.tsx';
import { useCatalogue } from '../../edge/catalogue.ts';
import type { ShownImage } from '../../image/shown-image.ts';

interface EndPickerProps {
  readonly title: string;
  readonly pick: Pick;
  /** The image itself, when it is there. */
  readonly still: ShownImage | undefined;
  readonly onChange: (pick: Pick) => void;
}

export function EndPicker({ title, pick, still, onChange }: EndPickerProps) {
  const { version } = useCatalogue();
  return (
    <section class="end" aria-label={title}>
      <h2>{title}</h2>
      {still === undefined ? (
        <span class="still" />
      ) : (
        <img class="still pixels" src={still.src} alt={`${pick.class}, seed ${pick.seed}`} />
      )}
      <div class="fields">
        <Select
          label="Class"
          value={pick.class}
          options={version.classes.map((name) => [name, name])}
          onChange={(name) => onChange({ ...pick, class: name })}
        />
        <SeedField
          label="Seed"
          value={pick.seed}
          onChange={(seed) => onChange({ ...pick, seed, steps: [] })}
        />
        {pick.steps.length > 0 && (
          <p class="small muted">Moved along {pick.steps.length} directions.</p>
        )}
      </div>
    </section>
  );
}
