/** For tests: random convolutions, and how each falls into the phases that the planners take. */
import fc from 'fast-check';
import type { Convolution, PhaseAxis } from './convolution.ts';
import type { Axis, Geometry } from './reference/convolution.ts';

/** One pixel, odd sizes, and with nine images more tiles and rows than are computed in one go. */
const sizes = fc.integer({ min: 1, max: 9 });
/** One channel, rests of 4 and 8, and more than one block of sixteen. */
const channels = fc.integer({ min: 1, max: 19 });

/** An axis with 0 … kernel − 1 zeros on either side, so that `same` and `valid` are among them. */
function forwardAxis(maxKernel: number, maxStride: number): fc.Arbitrary<Axis> {
  return fc
    .record({
      size: sizes,
      kernel: fc.integer({ min: 1, max: maxKernel }),
      stride: fc.integer({ min: 1, max: maxStride }),
      before: fc.nat({ max: maxKernel }),
      after: fc.nat({ max: maxKernel }),
    })
    .map(({ size, kernel, stride, before, after }) => {
      const [first, last] = [before % kernel, after % kernel];
      const outSize = Math.max(1, Math.floor((size + first + last - kernel) / stride) + 1);
      return { size, kernel, stride, before: first, outSize };
    });
}

function transposedAxis(minTaps: 0 | 1): fc.Arbitrary<Axis> {
  return fc
    .record({
      size: sizes,
      kernel: fc.integer({ min: 1, max: 7 }),
      stride: fc.integer({ min: 1, max: 3 }),
      before: fc.nat({ max: 6 }),
    })
    .map(({ size, kernel, stride, before }) => {
      // A stride-1 window of more than five taps is beyond Winograd, as is a phase without any.
      const taps =
        minTaps === 0 ? kernel : Math.max(stride, stride === 1 ? Math.min(kernel, 5) : kernel);
      return { size, kernel: taps, stride, before: before % taps, outSize: size * stride };
    });
}

function geometriesOf(axes: fc.Arbitrary<Axis>, transposed: boolean): fc.Arbitrary<Geometry> {
  return fc.record({
    transposed: fc.constant(transposed),
    rows: axes,
    columns: axes,
    channels,
    filters: channels,
  });
}

export const anyGeometry = fc.oneof(
  geometriesOf(forwardAxis(7, 2), false),
  geometriesOf(transposedAxis(0), true),
);

/** Those that Winograd's algorithm takes. */
export const winogradGeometry = fc.oneof(
  geometriesOf(forwardAxis(5, 1), false),
  geometriesOf(transposedAxis(1), true),
);

/** Those of a last layer. */
export const fewOutputsGeometry = fc
  .tuple(geometriesOf(forwardAxis(7, 1), false), fc.integer({ min: 1, max: 4 }))
  .map(([geometry, filters]): Geometry => ({ ...geometry, filters }));

export function convolutionOf(geometry: Geometry): Convolution {
  const { rows, columns } = geometry;
  return {
    height: rows.size,
    width: columns.size,
    channels: geometry.channels,
    outHeight: rows.outSize,
    outWidth: columns.outSize,
    filters: geometry.filters,
    kernelHeight: rows.kernel,
    kernelWidth: columns.kernel,
    phases: phasesOf(rows, geometry.transposed).flatMap((row) =>
      phasesOf(columns, geometry.transposed).map((column) => ({ rows: row, columns: column })),
    ),
  };
}

function phasesOf(axis: Axis, transposed: boolean): PhaseAxis[] {
  const { kernel, stride, before, outSize } = axis;
  const taps = Array.from({ length: kernel }, (_, tap) => tap);
  if (transposed) return transposedPhases(axis, taps);
  return [{ inStart: -before, inStep: stride, taps, outStart: 0, outStep: 1, outCount: outSize }];
}

/** Output `phase + stride · o` collects the inputs `(phase + stride · o + before − tap) / stride`. */
function transposedPhases({ size, stride, before }: Axis, taps: readonly number[]): PhaseAxis[] {
  return Array.from({ length: stride }, (_, phase) => {
    const own = taps.filter((tap) => (phase + before - tap) % stride === 0).reverse();
    const inStart = own[0] === undefined ? 0 : (phase + before - own[0]) / stride;
    return { inStart, inStep: 1, taps: own, outStart: phase, outStep: stride, outCount: size };
  });
}
