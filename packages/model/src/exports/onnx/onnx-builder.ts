/** Collects nodes and weights and writes them as ONNX protobuf (https://onnx.ai/onnx/repo-docs/IR.html). */
import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import {
  type AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  ModelProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from 'onnx-buf';

/** A number is an integer attribute, a list a list of integers. */
export type Attributes = {
  readonly [name: string]: number | readonly number[] | { readonly float: number };
};

/** A value's name and its shape after the batch axis. */
interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dataType: 'float' | 'int32';
}

interface OnnxModel {
  /** The graph's. */
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly output: Value;
  readonly metadata: ReadonlyMap<string, string>;
}

interface Weights {
  readonly dtype: keyof typeof weightTypes;
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array | Int8Array;
}

const weightTypes = { F32: DataType.FLOAT, F16: DataType.FLOAT16, I8: DataType.INT8 } as const;
const valueTypes = { float: DataType.FLOAT, int32: DataType.INT32 } as const;

export class OnnxBuilder {
  /** What the operator Cast calls f32. */
  readonly float: number = DataType.FLOAT;
  readonly #nodes: MessageInitShape<typeof NodeProtoSchema>[] = [];
  readonly #initializers: MessageInitShape<typeof TensorProtoSchema>[] = [];

  /** Gives back the output's name, as all these do. */
  addNode(
    opType: string,
    input: readonly string[],
    output: string,
    attributes: Attributes = {},
  ): string {
    const attribute = Object.entries(attributes).map(attributeOf);
    this.#nodes.push({ opType, name: output, input: [...input], output: [output], attribute });
    return output;
  }

  addTensor(name: string, { dtype, shape, data }: Weights): string {
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    const dims = shape.map(BigInt);
    this.#initializers.push({ name, dims, dataType: weightTypes[dtype], rawData });
    return name;
  }

  /** A list of int64, as shapes are. */
  addIntegers(name: string, values: readonly number[]): string {
    const dims = [BigInt(values.length)];
    const int64Data = values.map(BigInt);
    this.#initializers.push({ name, dims, dataType: DataType.INT64, int64Data });
    return name;
  }

  /** Protobuf bytes of the whole model, opset 17. */
  build({ name, inputs, output, metadata }: OnnxModel): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion: 8n,
      producerName: 'comfy-edge',
      opsetImport: [{ domain: '', version: 17n }],
      metadataProps: [...metadata].map(([key, value]) => ({ key, value })),
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: inputs.map(valueInfo),
        output: [valueInfo(output)],
      },
    });
    return toBinary(ModelProtoSchema, model);
  }
}

function attributeOf([name, value]: [string, Attributes[string]]): MessageInitShape<
  typeof AttributeProtoSchema
> {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: BigInt(value) };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: value.map(BigInt) };
}

function valueInfo({
  name,
  shape,
  dataType,
}: Value): MessageInitShape<typeof ValueInfoProtoSchema> {
  const sizes = shape.map((size) => ({
    value: { case: 'dimValue' as const, value: BigInt(size) },
  }));
  const dim = [{ value: { case: 'dimParam' as const, value: 'batch' } }, ...sizes];
  const value = { elemType: valueTypes[dataType], shape: { dim } };
  return { name, type: { value: { case: 'tensorType', value } } };
}
