/**
 * The determinism canary: the seed is the image as long as the runtime makes the same bits, and Cloudflare
 * releases a runtime every week, to everybody, unasked. V8 has changed bits before. A timer makes golden images
 * again; a change is told by a line that can be searched for (`determinism_changed`), a data point, a row that
 * `/readyz` shows, and a failed invocation, which the platform's own alarms see.
 */

import { engineId } from '@comfy-edge/runtime';
import { Database } from '../database.ts';
import type { Bindings } from '../env.ts';
import { Registry } from '../models/registry.ts';
import { writeCanaryPoint } from '../observability/data-points.ts';
import { type CanaryCheck, CanaryStore } from './canary-store.ts';
import { findChanged, type GoldenMaker } from './check-goldens.ts';
import { type Goldens, parseGoldens } from './goldens.ts';

const events = {
  unchanged: 'determinism_unchanged',
  changed: 'determinism_changed',
  failed: 'determinism_unknown',
} as const satisfies Record<CanaryCheck['outcome'], string>;

/**
 * Does nothing where no goldens were recorded.
 *
 * @param nowMs milliseconds since 1970
 * @throws Error unless all came out as they were
 */
export async function runCanary(
  bindings: Bindings,
  maker: GoldenMaker,
  nowMs: number,
): Promise<void> {
  const { CANARY_GOLDENS = '' } = bindings;
  if (CANARY_GOLDENS === '') return;
  const finding = await look(bindings, maker);
  const { outcome, detail, goldens } = finding;
  const line = JSON.stringify({
    ...{ event: events[outcome], engineId, detail },
    ...(goldens && { model: goldens.model, digest: goldens.digest, images: goldens.images.length }),
  });
  if (outcome === 'unchanged') console.log(line);
  else console.error(line);
  writeCanaryPoint(bindings, {
    ...{ outcome, engineId, changed: finding.changed },
    ...{ model: goldens?.model ?? '', digest: goldens?.digest ?? '' },
  });
  const deployment = bindings.CF_VERSION_METADATA?.id ?? null;
  const check = { checkedAt: nowMs, outcome, detail };
  await new CanaryStore(new Database(bindings.DB)).add(check, { deployment, engineId });
  if (outcome !== 'unchanged') throw new Error(`${events[outcome]}: ${detail}`);
}

interface Finding {
  readonly outcome: CanaryCheck['outcome'];
  readonly detail: string;
  readonly changed: number;
  readonly goldens?: Goldens;
}

async function look(bindings: Bindings, maker: GoldenMaker): Promise<Finding> {
  let goldens: Goldens | undefined;
  try {
    goldens = parseGoldens(bindings.CANARY_GOLDENS ?? '');
    const changed = await findChanged(goldens, new Registry(bindings), maker);
    const outcome = changed.length === 0 ? 'unchanged' : 'changed';
    return { outcome, detail: changed.join(', '), changed: changed.length, goldens };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', detail, changed: 0, ...(goldens && { goldens }) };
  }
}
