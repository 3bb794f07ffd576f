/** Every operation that a network may consist of means in ONNX and in TensorFlow.js what `evaluate` means. */
import {
  dequantize,
  evaluate,
  type Graph,
  type InputNode,
  outputShape,
  parseGraph,
  permuteAxes,
  quantize,
  type Shape,
} from '@comfy-edge/model';
import { type ExportedNetwork, exportOnnx, exportTfjs } from '@comfy-edge/model/exports';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryExample } from '../../../packages/model/src/fixtures/arbitrary-network.ts';
import { difference } from '../../../packages/model/src/fixtures/closeness.ts';
import { runOnnx, runTfjs } from './real-libraries.fixture.ts';

/** Of f32 sums in any order, relative to the largest value. */
const tolerance = 1e-5;

interface Example {
  readonly network: ExportedNetwork;
  readonly inputShape: Shape;
  readonly input: Float32Array;
  /** Two: a batch, not an image. */
  readonly classes: readonly number[];
}

const example: fc.Arbitrary<Example> = fc
  .record({
    example: arbitraryExample.filter(({ network }) => isPublishable(network.graph)),
    kernels: fc.constantFrom('int8' as const, 'float16' as const, 'float32' as const),
    other: fc.nat(2),
  })
  .map(({ example: { network, input, classIndex }, kernels, other }) => {
    const { graph } = network;
    const [first] = graph.nodes as readonly [InputNode];
    return {
      network: {
        ...{ graph, weights: quantize(network, { kernels }) },
        ...{ names: { input: 'in', output: 'out' }, metadata: new Map([['of', 'a test']]) },
      },
      ...{ inputShape: first.shape, input, classes: [classIndex, other % graph.classCount] },
    };
  });

it('ONNX Runtime agrees', async () => {
  await fc.assert(
    fc.asyncProperty(example, async ({ network, inputShape, input, classes }) => {
      const [height, width, channels] = inputShape;
      const values = batch(classes, () => channelsFirst(input, inputShape));
      const actual = await runOnnx(exportOnnx(network), {
        ...{ name: 'in', values, classes },
        shape: channels === undefined ? inputShape : [channels, height, width ?? 1],
      });
      const shape = outputShape(network.graph);
      const expected = batch(classes, (classIndex) =>
        channelsFirst(meaning(network, input, classIndex), shape),
      );
      expect(difference(expected, actual)).toBeLessThan(tolerance);
    }),
    { numRuns: 150 },
  );
});

it('TensorFlow.js agrees', async () => {
  await fc.assert(
    fc.asyncProperty(example, async ({ network, inputShape, input, classes }) => {
      const values = batch(classes, () => input);
      const actual = await runTfjs(await exportTfjs(network), {
        ...{ name: 'in', shape: inputShape, values, classes },
      });
      const expected = batch(classes, (classIndex) => meaning(network, input, classIndex));
      expect(difference(expected, actual)).toBeLessThan(tolerance);
    }),
    { numRuns: 100 },
  );
});

function meaning(
  { graph, weights }: ExportedNetwork,
  input: Float32Array,
  classIndex: number,
): Float32Array {
  return evaluate({ graph, weights: dequantize(weights) }, input, classIndex);
}

function batch(
  classes: readonly number[],
  one: (classIndex: number) => Float32Array,
): Float32Array {
  return Float32Array.from(classes.flatMap((classIndex) => [...one(classIndex)]));
}

function channelsFirst(data: Float32Array, shape: Shape): Float32Array {
  if (shape.length === 1) return data;
  return Float32Array.from(permuteAxes({ dtype: 'F32', shape, data }, [2, 0, 1]).data);
}

/** Nothing but an input, or what no manifest may hold, is never exported. */
function isPublishable(graph: Graph): boolean {
  try {
    return parseGraph(JSON.parse(JSON.stringify(graph))).nodes.length > 1;
  } catch {
    return false;
  }
}
