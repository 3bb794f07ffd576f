/**
 * The kernels of `training.wasm` as typed functions. They own no memory: every argument that is an address
 * points into the memory they were instantiated on (the tfjs WASM backend's), and whoever calls
 * them allocates. Layouts and algorithms are documented beside each kernel in `assembly/training/`.
 */

/** Byte offset into the shared memory; f32 data must be 4-byte aligned. */
type Address = number;

export interface TrainingKernels {
  leakyRelu(x: Address, y: Address, length: number, slope: number): void;
  leakyReluGradient(x: Address, dy: Address, dx: Address, length: number, slope: number): void;
  indirectGemm(
    pointers: Address,
    panels: Address,
    outputs: Address,
    rows: number,
    columns: number,
    taps: number,
    channels: number,
  ): void;
  outerGemm(
    pointers: Address,
    panels: Address,
    out: Address,
    rows: number,
    columns: number,
    taps: number,
    channels: number,
  ): void;
  indirectDot(
    pointers: Address,
    right: Address,
    outputs: Address,
    rows: number,
    columns: number,
    taps: number,
    channels: number,
  ): void;
  outerFewColumns(
    pointers: Address,
    right: Address,
    out: Address,
    rows: number,
    columns: number,
    taps: number,
    channels: number,
  ): void;
  gatherRuns(pointers: Address, out: Address, count: number, channels: number): void;
  packPanels(
    panels: Address,
    panelDepth: number,
    depthOffset: number,
    source: Address,
    depth: number,
    columns: number,
    depthStrideBytes: number,
    columnStrideBytes: number,
  ): void;
  packColumns(
    out: Address,
    pitchBytes: number,
    source: Address,
    depth: number,
    columns: number,
    depthStrideBytes: number,
    columnStrideBytes: number,
  ): void;
  convolutionPointers(
    pointers: Address,
    image: Address,
    zeros: Address,
    firstRow: number,
    rows: number,
    group: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    stepY: number,
    stepX: number,
    startY: number,
    startX: number,
    tapRows: number,
    tapColumns: number,
    tapStepY: number,
    tapStepX: number,
  ): void;
  pixelPointers(
    pointers: Address,
    image: Address,
    firstRow: number,
    rows: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    stepY: number,
    stepX: number,
    startY: number,
    startX: number,
  ): void;
  rowPointers(
    pointers: Address,
    first: Address,
    rows: number,
    rowSizeBytes: number,
    group: number,
  ): void;
  addressTable(
    table: Address,
    entryStepBytes: number,
    count: number,
    address: Address,
    addressStepBytes: number,
  ): void;
  winogradTransform(
    kind: number,
    points: number,
    sources: Address,
    targets: Address,
    count: number,
    sizeBytes: number,
    pairStrideBytes: number,
    scratch: Address,
  ): void;
  sumAxis(
    x: Address,
    out: Address,
    outer: number,
    length: number,
    inner: number,
    scale: number,
  ): void;
  batchMoments(x: Address, mean: Address, variance: Address, rows: number, channels: number): void;
  batchNormLeaky(
    x: Address,
    mean: Address,
    variance: Address,
    gamma: Address,
    beta: Address,
    y: Address,
    scratch: Address,
    batch: number,
    inner: number,
    channels: number,
    affineStrideBytes: number,
    epsilon: number,
    slope: number,
  ): void;
  batchNormLeakyGradient(
    x: Address,
    dy: Address,
    mean: Address,
    variance: Address,
    gamma: Address,
    beta: Address,
    dx: Address,
    dGamma: Address,
    dBeta: Address,
    scratch: Address,
    batch: number,
    inner: number,
    channels: number,
    affineStrideBytes: number,
    epsilon: number,
    slope: number,
  ): void;
  adamStep(
    variable: Address,
    gradient: Address,
    first: Address,
    second: Address,
    length: number,
    stepSize: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
  movingAverage(average: Address, value: Address, length: number, decay: number): void;
}

/**
 * @param module compiled from this package's `training.wasm`
 * @param memory the memory the kernels work in; may grow afterwards
 */
export function instantiateTrainingKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): TrainingKernels {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as unknown as TrainingKernels;
}
