/**
 * Collects nodes and weights of a TensorFlow graph in the JSON spelling that TensorFlow.js's
 * `loadGraphModel` reads: GraphDef (tensorflow/core/framework/graph.proto), strings in base64, and a
 * manifest of the weights' bytes beside it
 * (https://github.com/tensorflow/tfjs/blob/master/tfjs-converter/README.md#format-conversion).
 */

export type DataType = 'float32' | 'int32';

/** Stored bytes that the loader turns into f32: `value · scale + min`, or from binary16. */
export type Quantization =
  | { readonly dtype: 'uint8'; readonly scale: number; readonly min: number }
  | { readonly dtype: 'float16' };

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly bytes: Uint8Array;
  readonly quantization?: Quantization;
}

type Attribute =
  | { readonly type: string }
  | { readonly s: string }
  | { readonly i: string }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly list: { readonly i: readonly string[] } }
  | { readonly shape: ShapeJson };

type Attributes = Readonly<Record<string, Attribute>>;
type ShapeJson = { readonly dim: readonly { readonly size: string }[] };

interface NodeJson {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Attributes;
}

const tensorflowTypes = { float32: 'DT_FLOAT', int32: 'DT_INT32' } as const;

export class GraphDefBuilder {
  readonly nodes: NodeJson[] = [];
  readonly weights: Weight[] = [];

  /** Gives back its name, as all these do. */
  addNode(op: string, input: readonly string[], name: string, attr: Attributes = {}): string {
    this.nodes.push({ name, op, input, attr: { T: type('float32'), ...attr } });
    return name;
  }

  addPlaceholder(name: string, shape: readonly number[], dtype: DataType): string {
    this.nodes.push({
      ...{ name, op: 'Placeholder', input: [] },
      attr: { dtype: type(dtype), shape: { shape: shapeJson(shape) } },
    });
    return name;
  }

  addWeight(weight: Weight): string {
    this.weights.push(weight);
    const { name, dtype } = weight;
    this.nodes.push({ name, op: 'Const', input: [], attr: { dtype: type(dtype) } });
    return name;
  }

  /** A constant vector, or a scalar. */
  addIntegers(name: string, values: readonly number[] | number): string {
    const isScalar = typeof values === 'number';
    const bytes = new Uint8Array(Int32Array.from(isScalar ? [values] : values).buffer);
    const shape = isScalar ? [] : [values.length];
    return this.addWeight({ name, shape, dtype: 'int32', bytes });
  }
}

/** `-1` is any length. */
export function shapeJson(shape: readonly number[]): ShapeJson {
  return { dim: shape.map((size) => ({ size: String(size) })) };
}

export function type(dtype: DataType): Attribute & { readonly type: string } {
  return { type: tensorflowTypes[dtype] };
}

export function text(value: string): Attribute {
  return { s: btoa(value) };
}

export function integer(value: number): Attribute {
  return { i: String(value) };
}

export function integers(values: readonly number[]): Attribute {
  return { list: { i: values.map(String) } };
}
