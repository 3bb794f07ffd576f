/** Two versions, side by side on the same seeds: what to look at before an alias moves. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ClassPicker } from '../controls/class-picker.tsx';
import { drawSeed, SeedField } from '../controls/seed-field.tsx';
import { Select } from '../controls/select.tsx';
import { Slider } from '../controls/slider.tsx';
import { ModelPicker, versionsOf } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { Icon } from '../shell/icon.tsx';
import { Pairs } from './compare/pairs.tsx';
import { Layout } from './layout.tsx';
import { NeedsKey } from './needs-key.tsx';
import { usePage } from './page.ts';

export function CompareView({ children }: { readonly children: ComponentChildren }) {
  const { apiKey } = useSession();
  const { model, version } = useCatalogue();
  const { state, go, adjust } = usePage();
  const [n, setN] = useState(20);
  const other = model.aliases.find(({ digest }) => digest !== version.digest);
  const older = model.versions.find(({ digest }) => digest !== version.digest);
  const beside = state.beside || other?.alias || older?.digest || state.version;
  return (
    <Layout
      title="Compare"
      lead="The same seeds on two versions, and how far apart their images are."
      inspector={children}
      panel={
        <>
          <button type="button" class="button primary" onClick={() => go({ seed: drawSeed() })}>
            <Icon name="shuffle" /> Other seeds
          </button>
          <ModelPicker />
          <Select
            label="Beside"
            value={beside}
            options={versionsOf(model, beside)}
            onChange={(to) => go({ beside: to })}
          />
          <ClassPicker
            label="Class"
            value={state.class}
            hasAll
            onChange={(name) => go({ class: name })}
          />
        </>
      }
      more={
        <>
          <SeedField label="First seed" value={state.seed} onChange={(seed) => adjust({ seed })} />
          <Slider
            label="Truncation"
            value={state.truncation}
            {...{ min: 0, max: 1, step: 0.05 }}
            show={(value) => value.toFixed(2)}
            onInput={(truncation) => adjust({ truncation })}
          />
          <Slider label="Pairs" value={n} {...{ min: 1, max: 32, step: 1 }} onInput={setN} />
        </>
      }
      content={
        apiKey === undefined ? <NeedsKey what="Comparing" /> : <Pairs beside={beside} n={n} />
      }
    />
  );
}
