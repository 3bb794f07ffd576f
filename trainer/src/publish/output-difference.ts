/** How far a quantized generator's pixels are from the float one's, on fixed seeds of every class. */
import { evaluate, latentVector, type Network, outputShape, sizeOf } from '@comfy-edge/model';

const imagesPerClass = 3;

/** In levels of 255. */
export interface OutputDifference {
  readonly meanLevels: number;
  readonly maxLevels: number;
  readonly images: number;
}

/** Both by the reference evaluator, so that nothing but the weights differs. */
export function compareOutputs(float: Network, quantized: Network): OutputDifference {
  const [input] = float.graph.nodes;
  const size = input?.op === 'input' ? sizeOf(input.shape) : 0;
  const pixels = sizeOf(outputShape(float.graph));
  const images = imagesPerClass * float.graph.classCount;
  let sum = 0;
  let max = 0;
  for (let image = 0; image < images; image++) {
    const latent = latentVector({ seed: image, size });
    const classIndex = image % float.graph.classCount;
    const expected = evaluate(float, latent, classIndex);
    const actual = evaluate(quantized, latent, classIndex);
    for (const [index, value] of expected.entries()) {
      const levels = 127.5 * Math.abs(value - (actual[index] ?? Number.NaN));
      sum += levels;
      max = Math.max(max, levels);
    }
  }
  return { meanLevels: round(sum / (images * pixels)), maxLevels: round(max), images };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
