/** A version of the model: by an alias, which may move, or by its digest, which cannot. */
import type { Model } from '@comfy-edge/sdk';
import { useCatalogue } from '../edge/catalogue.ts';
import { usePage } from '../views/page.ts';
import { Select } from './select.tsx';

export function ModelPicker() {
  const { names, model } = useCatalogue();
  const { state, go } = usePage();
  return (
    <>
      <Select
        label="Model"
        value={model.name}
        options={names.map((name) => [name, name])}
        onChange={(name) => go({ model: name, version: 'latest', class: '', show: undefined })}
      />
      <Select
        label="Version"
        value={state.version}
        options={versionsOf(model, state.version)}
        onChange={(version) => go({ version })}
      />
    </>
  );
}

/** @param current is among them, wherever it came from */
export function versionsOf(model: Model, current: string): readonly (readonly [string, string])[] {
  const aliases = model.aliases.map(
    ({ alias, digest }) => [alias, `${alias} → ${digest.slice(0, 8)}`] as const,
  );
  const digests = model.versions.map(
    ({ digest, publishedAt }) =>
      [digest, `${digest.slice(0, 8)} of ${publishedAt.slice(0, 10)}`] as const,
  );
  const all = [...aliases, ...digests];
  if (all.some(([value]) => value === current)) return all;
  return [[current, current.slice(0, 8)], ...all];
}
