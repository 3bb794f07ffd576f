/** What changes over a run: learning rates, batch size, the averaging of the generator. */
import type { TrainConfig } from '../config/train-config.ts';
import type { NetworkName } from './networks.ts';

/**
 * Factor of a network's learning rate: up linearly over the first steps, level until `holdUntil` of the
 * run, down linearly to `finalRate` at the end of its training: `vae.aloneFrom` for generator and
 * discriminator, the end of the run for the encoder.
 *
 * @param share of the run that is done, in [0, 1]
 */
export function rateFactor(
  { optimizer, vae }: TrainConfig,
  network: NetworkName,
  { step, share }: { readonly step: number; readonly share: number },
): number {
  const { warmupSteps, holdUntil, finalRate } = optimizer;
  const warmup = warmupSteps === 0 ? 1 : Math.min(1, (step + 1) / warmupSteps);
  const end = network === 'encoder' ? 1 : vae.aloneFrom;
  if (share <= holdUntil || holdUntil >= end) return warmup;
  const fallen = Math.min(1, (share - holdUntil) / (end - holdUntil));
  return warmup * (1 - (1 - finalRate) * fallen);
}

export function batchSize(config: TrainConfig, share: number): number {
  return (
    config.batches.findLast((batch) => share >= batch.from)?.size ?? config.batches[0]?.size ?? 1
  );
}

/** Whether generator and discriminator rest by now, and the encoder learns to invert what they have become. */
export function isEncoderAlone({ vae }: TrainConfig, share: number): boolean {
  return share >= vae.aloneFrom;
}

/** In every so many-th step the two adversaries are trained; undefined: no more. */
export function adversariesEvery(config: TrainConfig, share: number): number | undefined {
  return isEncoderAlone(config, share) ? undefined : 1;
}

/** In every so many-th step the encoder is trained; undefined: not yet. */
export function encoderEvery(config: TrainConfig, share: number): number | undefined {
  const { vae } = config;
  if (isEncoderAlone(config, share)) return 1;
  return vae.schedule.findLast(({ from }) => share >= from)?.every;
}

/** Whether reconstructions concern the generator and the discriminator by now. */
export function isJoint({ vae }: TrainConfig, share: number): boolean {
  return (vae.judged || vae.gamma > 0) && share >= vae.jointFrom;
}

/**
 * Weight of the KL divergence: up linearly from nothing, so that the encoder first learns to say
 * anything at all (Bowman et al. 2016, arXiv:1511.06349).
 */
export function klWeight({ vae }: TrainConfig, share: number): number {
  const since = share - (vae.schedule[0]?.from ?? 0);
  return vae.klWarmup === 0 ? vae.kl : vae.kl * Math.min(1, Math.max(0, since / vae.klWarmup));
}

/** Decay of the moving average: short at first, or it would remember the initialization. */
export function averagingDecay(config: TrainConfig, step: number): number {
  return Math.min(config.emaDecay, (step + 1) / (step + 10));
}
