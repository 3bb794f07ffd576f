/** What differs between two configurations, as the command line spells it: `epochs: 1 → 2`. */
import { isGroup } from './merge-fields.ts';
import type { TrainConfig } from './train-config.ts';

export function configChanges(before: TrainConfig, after: TrainConfig): readonly string[] {
  return differences('', before, after);
}

function differences(path: string, before: unknown, after: unknown): readonly string[] {
  if (isGroup(before) && isGroup(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      differences(path === '' ? key : `${path}.${key}`, before[key], after[key]),
    );
  }
  const [old, now] = [JSON.stringify(before), JSON.stringify(after)];
  return old === now ? [] : [`${path}: ${old ?? 'none'} → ${now ?? 'none'}`];
}
