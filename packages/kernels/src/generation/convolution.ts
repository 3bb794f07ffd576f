/**
 * A convolution as its phases, the form that every algorithm here takes. A plain convolution has one
 * phase; a transposed one with stride s has s², each of which computes every s-th output pixel by a
 * stride-1 convolution of the input. What an algorithm decides (its plan) is plain data; what it prepares
 * in memory is then run again and again.
 *
 * Activations are f32 `[images, height, width, pitch]`, where the pitch is the number of channels filled
 * up to a multiple of 8, and what fills up is zero. So no kernel has to handle a rest.
 */
import type { Address, GenerationKernels } from './generation-kernels.ts';

/** One direction of a phase: output `outStart + o · outStep` sums taps at inputs `inStart + o · inStep + t`. */
export interface PhaseAxis {
  readonly inStart: number;
  readonly inStep: number;
  /** Rows (or columns) of the kernel, for consecutive inputs. */
  readonly taps: readonly number[];
  readonly outStart: number;
  readonly outStep: number;
  readonly outCount: number;
}

export interface Phase {
  readonly rows: PhaseAxis;
  readonly columns: PhaseAxis;
}

export interface Convolution {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly phases: readonly Phase[];
}

/** What an algorithm takes of the machine. */
export interface ConvolutionCost {
  /** Multiplications of one image as this algorithm does them, the transforms' few left out. */
  readonly multiplyAdds: number;
  /** Packed weights. */
  readonly weightBytes: number;
  /** Tables of addresses. */
  readonly tableBytes: number;
  /** Memory needed while it runs and free again afterwards. */
  readonly scratchBytes: number;
}

/** Where everything of one layer lies. Regions do not overlap. */
export interface Placement {
  readonly kernels: GenerationKernels;
  readonly memory: WebAssembly.Memory;
  readonly input: Address;
  readonly output: Address;
  readonly weights: Address;
  readonly tables: Address;
  readonly scratch: Address;
  /** As many zeros as a pixel of the input or output has bytes. */
  readonly zeros: Address;
}

/** Weights before they are packed: only while a layer is prepared. */
export interface Staging {
  /** f32 `[kernelHeight, kernelWidth, channels, pitch of filters]`. */
  readonly source: Address;
  /** {@link STAGING_BYTES} to work in. */
  readonly workspace: Address;
}

export const STAGING_BYTES = 4096;

/** `y = leaky(x · gain + bias)`: rows of as many values as the pitch of the filters. */
export interface Epilogue {
  readonly gains: Address;
  readonly biases: Address;
  /** Of the LeakyReLU: 1 for none, 0 for ReLU. */
  readonly slope: number;
}

/** Computes the first `images` of the batch that a layer was prepared for. */
export type RunConvolution = (images: number, epilogue: Epilogue) => void;

export function pitchOf(channels: number): number {
  return Math.ceil(channels / 8) * 8;
}

/**
 * Rows that are computed at once. Five fill V8's fifteen vector registers and were measured 5 % faster a
 * row than four, so four pay where a fifth row would mostly be a repetition.
 */
export function groupRowsFor(rows: number): 4 | 5 {
  return 1.05 * 4 * Math.ceil(rows / 4) < 5 * Math.ceil(rows / 5) ? 4 : 5;
}

/** Bytes of a table with an address for every row of whole groups. */
export function tableBytesFor(rows: number, groupRows: number, addressesARow = 1): number {
  return aligned(4 * addressesARow * groupRows * Math.ceil(rows / groupRows));
}

export function writeAddresses(
  { memory }: Placement,
  table: Address,
  addresses: readonly Address[],
): void {
  new Uint32Array(memory.buffer, table, addresses.length).set(addresses);
}

/** To the next multiple of 64: a cache line. */
export function aligned(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 64) * 64;
}
