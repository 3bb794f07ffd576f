/**
 * What a request does with a version: finds out which one is meant, once, and then runs its networks,
 * loaded where this isolate does not hold them. What is run is logged.
 */

import type { Digest } from '@comfy-edge/model';
import { type Codecs, type Engine, EngineError, type LoadedModel } from '@comfy-edge/runtime';
import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import type { Admittance } from '../middleware/creates.ts';
import type { ReceiptKeyring } from '../receipts/receipt-keys.ts';
import { type LoadedEncoder, loadVersion, loadVersionEncoder } from './load-version.ts';
import type { ModelCache } from './model-cache.ts';
import type { ModelReference } from './model-reference.ts';
import { modelUnavailable, type Place, Registry } from './registry.ts';
import { Storage } from './storage.ts';

export interface Machinery extends Admittance {
  readonly bootEngine: () => Promise<Engine>;
  readonly codecs: Codecs;
  readonly models: ModelCache;
  readonly keyring: ReceiptKeyring;
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
  { bootEngine, models }: Machinery,
  reference: ModelReference,
  where: Place = { pointer: '/model' },
): Promise<Version> {
  const { model } = reference;
  const log = Object.assign(c.get('log'), { model });
  const work = c.get('creation');
  const registry = new Registry(new Storage(c.env.MODELS));
  const digest = await registry.resolve(reference, where);
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
      const { result, cache } = await models.use(key, load, guarded(counted));
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
      const { result } = await models.use(`${key}/encoder`, load, guarded(counted));
      return result;
    },
  };
}
