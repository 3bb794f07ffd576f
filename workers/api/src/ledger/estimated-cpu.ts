/**
 * CPU milliseconds of a request as quotas and usage count them: an estimate, the same wherever and whenever
 * it is made. A Worker cannot measure its own: on Cloudflare the clock stands still while it computes
 * (https://developers.cloudflare.com/workers/reference/security-model/), and the bill counts it from outside.
 * What decides nearly all of it is known: the multiplications of the networks that ran, as the plan counts
 * them. The constants fit what `npm run bench -- api` measures on a core of a Xeon: one image as PNG 1.9 ms by
 * them and 2.1 measured, 16 on a sheet 18 and 13 to 19 by format, an encoded picture 1.1 and 1.7.
 */

/** Of a request, whatever it asks for. */
const requestMs = 0.8;
/** Of an image besides its network: encoding, hashing, signing. */
const imageMs = 0.4;
/** Multiplications and additions a millisecond. */
const multiplyAddsPerMs = 12_000_000;

/** What ran for a request. */
export interface Work {
  /** Of the generator, for an image. */
  imageMultiplyAdds: number;
  /** Of the encoder. */
  encoderMultiplyAdds: number;
  /** Images that were drawn to find something out, and not sent. */
  triedImages: number;
  /** Whether it looks for the class that shows a picture best. */
  triesClasses: boolean;
}

/** @param images that were sent */
export function estimateCpuMs(
  { imageMultiplyAdds, encoderMultiplyAdds, triedImages }: Work,
  images: number,
): number {
  const multiplyAdds = (images + triedImages) * imageMultiplyAdds + encoderMultiplyAdds;
  return requestMs + images * imageMs + multiplyAdds / multiplyAddsPerMs;
}
