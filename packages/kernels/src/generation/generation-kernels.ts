/**
 * The kernels of `generation.wasm` as typed functions. They own no memory: every argument that is an
 * address points into the memory they were instantiated on (the tfjs WASM backend's), and whoever calls
 * them lays it out. Layouts and algorithms are documented beside each kernel in `assembly/generation/`.
 */

/** Byte offset into the shared memory; a multiple of 16. */
export type Address = number;

export interface GenerationKernels {
  product(
    pointers: Address,
    inputOffsetBytes: number,
    panels: Address,
    outputs: Address,
    outputOffsetBytes: number,
    groups: number,
    groupRows: number,
    panelCount: number,
    taps: number,
    channels: number,
    gains: Address,
    biases: Address,
    slope: number,
  ): void;
  rowProduct(
    row: Address,
    panels: Address,
    out: Address,
    panelCount: number,
    channels: number,
    gains: Address,
    biases: Address,
    slope: number,
  ): void;
  winogradInput(
    sources: Address,
    planes: Address,
    planeSizeBytes: number,
    tiles: number,
    sizeBytes: number,
    scratch: Address,
  ): void;
  winogradProducts(
    list: Address,
    count: number,
    weights: Address,
    pointers: Address,
    outputs: Address,
    groups: number,
    groupRows: number,
    panelCount: number,
    channels: number,
  ): void;
  winogradOutput(
    products: Address,
    planeSizeBytes: number,
    tileSizeBytes: number,
    tiles: number,
    firstRow: number,
    endRow: number,
    firstColumn: number,
    endColumn: number,
    side: number,
    targets: Address,
    offsetBytes: number,
    sizeBytes: number,
    gains: Address,
    biases: Address,
    slope: number,
    zeros: Address,
    scratch: Address,
  ): void;
  /** 1 when a value is not finite, 0 otherwise. */
  gatherTaps(
    shares: Address,
    sharesPitchBytes: number,
    height: number,
    width: number,
    tapRows: number,
    tapColumns: number,
    top: number,
    left: number,
    outputs: number,
    bias: Address,
    isTanh: boolean,
    out: Address,
    outHeight: number,
    outWidth: number,
    bytes: Address,
  ): number;
  scaleShift(
    x: Address,
    y: Address,
    pixels: number,
    panelCount: number,
    gains: Address,
    biases: Address,
    slope: number,
  ): void;
  addValues(a: Address, b: Address, y: Address, sizeBytes: number): void;
  tanhValues(x: Address, y: Address, sizeBytes: number): void;
  stageInt8(
    codes: Address,
    scales: Address,
    out: Address,
    taps: number,
    channels: number,
    filters: number,
    channelStride: number,
    filterStride: number,
    pitch: number,
  ): void;
  stageFloats(
    values: Address,
    out: Address,
    taps: number,
    channels: number,
    filters: number,
    channelStride: number,
    filterStride: number,
    pitch: number,
  ): void;
  packPanels(
    panels: Address,
    panelSizeBytes: number,
    source: Address,
    channels: number,
    panelCount: number,
  ): void;
  packWinograd(
    source: Address,
    pitchBytes: number,
    taps: Address,
    length: number,
    points: Address,
    targets: Address,
    weights: Address,
    channels: number,
    panelCount: number,
    scratch: Address,
  ): void;
}

/**
 * @param module compiled from this package's `generation.wasm`
 * @param memory the memory the kernels work in; may grow afterwards
 */
export function instantiateGenerationKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): GenerationKernels {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as unknown as GenerationKernels;
}
