/** Collects nodes and weights and writes them as ONNX protobuf (https://onnx.ai/onnx/repo-docs/IR.html). */
import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import type { Tensor } from '@comfy-edge/model';
import {
  type AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  ModelProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from 'onnx-buf';

/** A number is a float attribute, a list a list of integers. */
export type Attributes = { readonly [name: string]: number | readonly number[] };

/** A value's name and its shape after the batch axis. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
}

export class OnnxBuilder {
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

  /** f32 weights. */
  addTensor(name: string, { shape, data }: Tensor): string {
    const rawData = new Uint8Array(new Float32Array(data).buffer);
    this.#initializers.push({ name, dims: shape.map(BigInt), dataType: DataType.FLOAT, rawData });
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
  build(input: Value, output: Value): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion: 8n,
      producerName: 'comfy-edge',
      opsetImport: [{ domain: '', version: 17n }],
      graph: {
        name: 'generator',
        node: this.#nodes,
        initializer: this.#initializers,
        input: [valueInfo(input)],
        output: [valueInfo(output)],
      },
    });
    return toBinary(ModelProtoSchema, model);
  }
}

function attributeOf([name, value]: [string, number | readonly number[]]): MessageInitShape<
  typeof AttributeProtoSchema
> {
  if (typeof value === 'number') return { name, type: AttributeType.FLOAT, f: value };
  return { name, type: AttributeType.INTS, ints: value.map(BigInt) };
}

function valueInfo({ name, shape }: Value): MessageInitShape<typeof ValueInfoProtoSchema> {
  const sizes = shape.map((size) => ({
    value: { case: 'dimValue' as const, value: BigInt(size) },
  }));
  const dim = [{ value: { case: 'dimParam' as const, value: 'batch' } }, ...sizes];
  const value = { elemType: DataType.FLOAT, shape: { dim } };
  return { name, type: { value: { case: 'tensorType', value } } };
}
