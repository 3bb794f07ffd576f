/** An estimate as `--dry-run` prints it. */
import type { TrainConfig } from '../config/train-config.ts';
import type { DataSet } from '../data/data-set.ts';
import { type EdgeCost, edgeBudget, overBudget } from '../publish/edge-budget.ts';
import { duration } from './duration.ts';
import type { Estimate } from './estimate.ts';

export function estimateTable(
  estimate: Estimate,
  config: TrainConfig,
  dataSet: Pick<DataSet, 'count' | 'height' | 'width' | 'channels'>,
  machine: string,
  edge: EdgeCost,
): string {
  const { networks, stateBytes, peakBytes, batchSize, imagesPerSecond, steps } = estimate;
  const totalImages = config.epochs * (config.epochImages || dataSet.count);
  const largest = Math.max(...config.batches.map(({ size }) => size));
  // What a step makes grows with its images; what it keeps does not.
  const largestBytes = stateBytes + ((peakBytes - stateBytes) * largest) / batchSize;
  const imageBytes = dataSet.count * dataSet.height * dataSet.width * dataSet.channels;
  const rows = networks.map(({ name, parameters, multiplyAdds }) =>
    [
      name.padEnd(15),
      parameters.toLocaleString('en').padStart(12),
      `${(multiplyAdds / 1e6).toFixed(2)} M`.padStart(24),
    ].join(''),
  );
  return [
    `${'network'.padEnd(15)}${'parameters'.padStart(12)}${'multiply-adds an image'.padStart(24)}`,
    ...rows,
    '',
    `edge    generator ${millions(edge.multiplyAdds)} of ${millions(edgeBudget.multiplyAdds)} M multiply-adds an image, ${edge.sizeBytes} of ${edgeBudget.sizeBytes} bytes as int8${overBudget(edge) === undefined ? '' : ': over the budget, publishing it would take --over-budget'}`,
    `memory  ${mib(largestBytes)} of tensors in a step of ${largest} images, ${mib(stateBytes)} of them weights, averages and moments; ${mib(imageBytes)} of images`,
    `time    about ${duration(totalImages / imagesPerSecond)} for ${totalImages.toLocaleString('en')} images at ${imagesPerSecond.toFixed(0)} a second, without what is measured after each epoch`,
    `        (${steps} steps of ${batchSize} images on ${machine}, taken now and thrown away; batches and the encoder's`,
    `        schedule are those of the run's beginning)`,
  ].join('\n');
}

function millions(count: number): string {
  return (count / 1e6).toFixed(1);
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MiB`;
}
