/**
 * What a request does with a version: finds out which one is meant, once, and then runs its networks,
 * loaded where this isolate does not hold them. What is run is logged.
 */

import type { Digest } from '@comfy-edge/model';
import { type Codecs, type Engine, EngineError, type LoadedModel } from '@comfy-edge/runtime';
import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Admittance } from '../middleware/creates.ts';
import type { ReceiptKeyring } from '../receipts/receipt-keys.ts';
import type { CanaryTally } from '../registry/canary-tally.ts';
import { type LoadedEncoder, loadVersion, loadVersionEncoder } from './load-version.ts';
import type { ModelCache } from './model-cache.ts';
import type { ModelReference } from './model-reference.ts';
import { modelUnavailable, type Place, Registry } from './registry.ts';

export interface Machinery extends Admittance {
  readonly bootEngine: () => Promise<Engine>;
  readonly codecs: Codecs;
  readonly models: ModelCache;
  readonly keyring: ReceiptKeyring;
  readonly tally: CanaryTally;
}

export interface Version {
  readonly model: string;
  readonly digest: Digest;
  /** Runs `action` with the generator, which stays valid during this synchronous call only. */
  withGenerator<T>(action: (loaded: LoadedModel) => T): Promise<T>;
  /**
   * The same with the encoder.
   *
   * @throws ProblemError `encoder_missing`
   */
  withEncoder<T>(action: (loaded: LoadedEncoder) => T): Promise<T>;
}

/**
 * @param where the request names it
 * @throws ProblemError `model_not_found`, `alias_not_found` at `where`; the version's methods
 *   `version_not_found`, `model_unavailable`, also for weights that give no finite values
 */
export async function useVersion(
  c: Context<AppEnv>,
  { bootEngine, models, tally }: Machinery,
  reference: ModelReference,
  where: Place = { pointer: '/model' },
): Promise<Version> {
  const { model } = reference;
  const log = Object.assign(c.get('log'), { model });
  const work = c.get('creation');
  const registry = new Registry(c.env);
  const { digest, split } = await registry.resolve(reference, splitCallerOf(c), where);
  log.digest = digest;
  const options = async () => ({ engine: await bootEngine(), registry, model, digest, where });
  const guarded =
    <M, T>(action: (loaded: M) => T) =>
    (loaded: M): T => {
      try {
        return action(loaded);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        throw modelUnavailable(model, digest, error);
      }
    };
  const tallied = async <T>(action: () => Promise<T>): Promise<T> => {
    if (split === undefined) return await action();
    const count = (outcome: 'answered' | 'failed') => {
      tally.count(split, digest, outcome);
      c.executionCtx.waitUntil(tally.write(c.env.DB));
    };
    try {
      const result = await action();
      count('answered');
      return result;
    } catch (error) {
      // What the client or the storage did wrong says nothing of the version.
      if (isOwnFailure(error)) count('failed');
      throw error;
    }
  };
  const key = `${model}@${digest}`;
  return {
    model,
    digest,
    async withGenerator(action) {
      const load = async () => loadVersion(await options());
      const counted = (loaded: LoadedModel) => {
        const { multiplyAdds } = loaded.generator.plan;
        if (work !== undefined) {
          work.imageMultiplyAdds = Math.max(work.imageMultiplyAdds, multiplyAdds);
        }
        return action(loaded);
      };
      const { result, cache } = await tallied(() => models.use(key, load, guarded(counted)));
      log.cache = cache;
      return result;
    },
    async withEncoder(action) {
      const load = async () => loadVersionEncoder(await options());
      const counted = (loaded: LoadedEncoder) => {
        const { encoder, manifest } = loaded;
        if (work !== undefined) {
          work.encoderMultiplyAdds += encoder.plan.multiplyAdds;
          if (work.triesClasses) work.triedImages = manifest.classes.length;
        }
        return action(loaded);
      };
      const use = () => models.use(`${key}/encoder`, load, guarded(counted));
      const { result } = await tallied(use);
      return result;
    },
  };
}

/** Who asks, to the split of an alias: the key, and the address where there is none. */
export function splitCallerOf(c: Context<AppEnv>): string {
  return c.get('caller')?.keyId ?? c.req.header('CF-Connecting-IP') ?? 'somebody';
}

function isOwnFailure(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.code === 'model_unavailable';
}
