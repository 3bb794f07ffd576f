/** Generator and encoder as data, and the random numbers that feed them. */

export { type LatentOptions, latentVector } from './random/latent.ts';
export { type PhiloxCounter, type PhiloxKey, philox4x32 } from './random/philox.ts';
export {
  RandomStream,
  type RandomStreamOptions,
  type RandomStreamState,
} from './random/random-stream.ts';
