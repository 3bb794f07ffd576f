/**
 * A network as data: a list of nodes in topological order over a closed set of operations.
 *
 * The same description serves the trainer (which runs it with gradients), the graph passes (which
 * rewrite it for inference), the manifest (which publishes it) and the edge runtime (which plans
 * it). A new architecture inside the closed set therefore needs no new code anywhere.
 *
 * Conventions, shared by every consumer:
 * - Activations are NHWC, `[height, width, channels]` without the batch axis; vectors are `[units]`.
 * - Weights are named `<node id>/<role>`, see `weight-shapes.ts`.
 * - `same` padding is TensorFlow's: the surplus goes to the bottom and right.
 */

/** Per-example shape: `[units]` or `[height, width, channels]`. */
export type Shape = readonly [number] | readonly [number, number, number];

/** Elementwise function at the end of a node. */
export type Activation =
  | { readonly fn: 'relu' }
  | { readonly fn: 'leakyRelu'; readonly slope: number }
  | { readonly fn: 'tanh' };

/**
 * `shared` is one vector `[channels]`; `perClass` is one row per class, `[classes, channels]`:
 * what class-conditional batch normalization and class embeddings become when they are folded.
 */
export type Bias = 'none' | 'shared' | 'perClass';

/** `same`, or explicit zeros in the order top, left, bottom, right. */
export type Padding = 'same' | readonly [number, number, number, number];

/** What every node that multiplies by a kernel may carry after it: `activation(kernel·x · gain + bias)`. */
export interface Epilogue {
  readonly bias: Bias;
  /** Multiplies each output channel; only conditional normalization leaves one. */
  readonly gain: 'none' | 'perClass';
  readonly activation?: Activation;
}

export interface InputNode {
  readonly op: 'input';
  readonly id: string;
  readonly shape: Shape;
}

/** Appends a learned vector of the image's class: `[units] → [units + size]`. */
export interface ClassEmbeddingNode {
  readonly op: 'classEmbedding';
  readonly id: string;
  readonly input: string;
  readonly size: number;
}

export interface DenseNode extends Epilogue {
  readonly op: 'dense';
  readonly id: string;
  readonly input: string;
  readonly units: number;
}

/** Kernel layout `[kernelHeight, kernelWidth, inChannels, outChannels]`. */
export interface Conv2dNode extends Epilogue {
  readonly op: 'conv2d';
  readonly id: string;
  readonly input: string;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly padding: Padding;
}

/**
 * Transposed convolution, `same`: the output is `stride` times the input.
 * Kernel layout `[kernelHeight, kernelWidth, outChannels, inChannels]`.
 */
export interface ConvTranspose2dNode extends Epilogue {
  readonly op: 'convTranspose2d';
  readonly id: string;
  readonly input: string;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly stride: number;
}

/** Normalizes each channel; when conditional, gain and offset depend on the class. */
export interface BatchNormNode {
  readonly op: 'batchNorm';
  readonly id: string;
  readonly input: string;
  readonly epsilon: number;
  readonly conditional: boolean;
}

export interface ActivationNode {
  readonly op: 'activation';
  readonly id: string;
  readonly input: string;
  readonly activation: Activation;
}

/** Elementwise sum of two nodes of one shape: the residual connection. */
export interface AddNode {
  readonly op: 'add';
  readonly id: string;
  readonly inputs: readonly [string, string];
}

export interface ReshapeNode {
  readonly op: 'reshape';
  readonly id: string;
  readonly input: string;
  readonly shape: Shape;
}

/**
 * Weaves `factor²` images of one shape into one `factor` times as large. Input `row · factor + column`
 * supplies the pixels at `(y · factor + row, x · factor + column)`. What joins the phases of a
 * lowered transposed convolution.
 */
export interface InterleaveNode {
  readonly op: 'interleave';
  readonly id: string;
  readonly inputs: readonly string[];
  readonly factor: number;
}

export type Node =
  | InputNode
  | ClassEmbeddingNode
  | DenseNode
  | Conv2dNode
  | ConvTranspose2dNode
  | BatchNormNode
  | ActivationNode
  | AddNode
  | ReshapeNode
  | InterleaveNode;

/** Nodes in topological order; the first is the only input, the last is the output. */
export interface Graph {
  readonly classCount: number;
  readonly nodes: readonly Node[];
}

/** f32 weights by name, each with its shape. */
export type Weights = ReadonlyMap<string, Tensor>;

/** A dense row-major f32 tensor. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A graph together with its trained weights: what the passes turn into another of the same output. */
export interface Network {
  readonly graph: Graph;
  readonly weights: Weights;
}

/** The nodes that multiply by a kernel and carry an epilogue. */
export type KernelNode = DenseNode | Conv2dNode | ConvTranspose2dNode;
