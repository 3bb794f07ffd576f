/**
 * Exported files as their users load them: ONNX Runtime from bytes, plain TensorFlow.js from a URL.
 * No code of ours but a server.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** The network's one float input, and the class of each example where the network reads one. */
export interface Feed {
  readonly name: string;
  /** Without the batch axis. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly classes: readonly number[];
}

export async function runOnnx(bytes: Uint8Array, feed: Feed): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const { name, shape, values, classes } = feed;
  const batch = values.length / shape.reduce((product, length) => product * length, 1);
  const results = await session.run({
    [name]: new Tensor('float32', values, [batch, ...shape]),
    ...(session.inputNames.includes('class') && {
      class: new Tensor('int32', Int32Array.from(classes), [batch]),
    }),
  });
  const [output = ''] = session.outputNames;
  const data = results[output]?.data;
  await session.release();
  if (!(data instanceof Float32Array)) throw new Error('expected f32 values from ONNX Runtime');
  return data;
}

/** @param files one of them `model.json` */
export async function runTfjs(
  files: ReadonlyMap<string, Uint8Array>,
  feed: Feed,
): Promise<Float32Array> {
  return withFileServer(files, (url) => runTfjsFrom(`${url}/model.json`, feed));
}

/** @param headers sent with `model.json` and with its weights */
export async function runTfjsFrom(
  url: string,
  { name, shape, values, classes }: Feed,
  headers: Readonly<Record<string, string>> = {},
): Promise<Float32Array> {
  await tf.setBackend('cpu');
  const model = await tf.loadGraphModel(url, { requestInit: { headers } });
  const batch = values.length / shape.reduce((product, length) => product * length, 1);
  const output = tf.tidy(() => {
    const input = tf.tensor(values, [batch, ...shape]);
    const readsClass = model.inputs.some((it) => it.name === 'class');
    const feeds = readsClass ? { class: tf.tensor1d([...classes], 'int32') } : {};
    return model.execute({ [name]: input, ...feeds }) as tf.Tensor;
  });
  const data = output.dataSync<'float32'>().slice();
  tf.dispose(output);
  model.dispose();
  return data;
}

async function withFileServer<T>(
  files: ReadonlyMap<string, Uint8Array>,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    const bytes = files.get((request.url ?? '').slice(1));
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
