/** Of each format: what a reader of its files has to know, and a program that uses them. */
import { encodeWeights, readSafetensors, weightShapes } from '@comfy-edge/model';
import { classInput, type ExportedNetwork, readsClass } from '@comfy-edge/model/exports';

export interface GuideFacts {
  readonly networks: ReadonlyMap<string, ExportedNetwork>;
  readonly generator: ExportedNetwork;
  readonly latentSize: number;
  readonly weights: 'published' | 'float32';
}

export interface FormatGuide {
  readonly title: string;
  path(role: string): string;
  notes(facts: GuideFacts): string;
  example(facts: GuideFacts): string;
}

export const tfjsGuide: FormatGuide = {
  title: 'TensorFlow.js graph model',
  path: (role) => `${role}/model.json`,
  notes: ({ weights }) =>
    weights === 'published'
      ? 'int8 kernels are decoded on every run; `--weights float32` makes larger files and spares that.'
      : '',
  example: ({ generator, latentSize }) => {
    const feeds = `latent${readsClass(generator.graph) ? `, ${classInput}: tf.tensor1d([0], 'int32')` : ''}`;
    return `\`\`\`js
import * as tf from '@tensorflow/tfjs';

const generator = await tf.loadGraphModel('generator/model.json'); // a URL
const image = tf.tidy(() => {
  const latent = tf.randomNormal([1, ${latentSize}]);
  const image = generator.execute({ ${feeds} }).squeeze([0]);
  return image.add(1).div(2).clipByValue(0, 1);
});
await tf.browser.toPixels(image, canvas);
\`\`\``;
  },
};

export const onnxGuide: FormatGuide = {
  title: 'ONNX, opset 17',
  path: (role) => `${role}.onnx`,
  notes: () => '',
  example: ({ generator, latentSize }) => {
    const hasClass = readsClass(generator.graph);
    return `\`\`\`python
import numpy, onnxruntime

generator = onnxruntime.InferenceSession('generator.onnx')
latent = numpy.random.default_rng(1).standard_normal((1, ${latentSize}), numpy.float32)
feeds = {'latent': latent${hasClass ? `, '${classInput}': numpy.array([0], numpy.int32)` : ''}}
image, = generator.run(None, feeds)
\`\`\`${hasClass ? "\n\nWith `onnxruntime-node` or `-web` the class is `new ort.Tensor('int32', [0], [1])`." : ''}`;
  },
};

export const safetensorsGuide: FormatGuide = {
  title: 'safetensors',
  path: (role) => `${role}.safetensors`,
  notes: ({
    networks,
    weights,
  }) => `Names are \`<node>/<role>\` of the graph, which the files' metadata hold as JSON (\`graph\`). Kernels are
\`[in, out]\`, \`[height, width, in, out]\`, and \`[height, width, out, in]\` of transposed convolutions; a
node is \`activation(kernel · x · gain + bias)\`, with a row of gains and of biases a class.
${weights === 'published' ? 'An I8 kernel is to be multiplied by its `.scale`, one an output channel.\n' : ''}
${[...networks].map(([role, network]) => tensorTable(role, network)).join('\n\n')}`,
  example: ({ weights }) => `\`\`\`python
import json
from safetensors import safe_open
from safetensors.numpy import load_file

stored = load_file('generator.safetensors')
graph = json.loads(safe_open('generator.safetensors', 'numpy').metadata()['graph'])
${weights === 'published' ? decoding : ''}\`\`\``,
};

const decoding = `transposed = {node['id'] for node in graph['nodes'] if node['op'] == 'convTranspose2d'}

def weight(name):
    values = stored[name].astype('float32')
    scale = stored.get(name + '.scale')
    if scale is None:
        return values
    return values * (scale[:, None] if name.split('/')[0] in transposed else scale)
`;

function tensorTable(role: string, { graph, weights }: ExportedNetwork): string {
  const { tensors } = readSafetensors(encodeWeights(weights));
  const order = [...weightShapes(graph).keys()].flatMap((name) => [name, `${name}.scale`]);
  const rows = order.flatMap((name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) return [];
    return [`| \`${name}\` | ${tensor.dtype} | [${tensor.shape.join(', ')}] |`];
  });
  return `| ${role} | dtype | shape |\n|---|---|---|\n${rows.join('\n')}`;
}
