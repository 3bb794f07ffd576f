/** What lies beside an export: inputs, outputs, and a program that uses it. */
import { type Digest, type Manifest, outputShape, type Shape } from '@comfy-edge/model';
import { classInput, type ExportedNetwork, readsClass } from '@comfy-edge/model/exports';
import type { FormatGuide, GuideFacts } from './export-guide.ts';

interface ReadmeFacts extends Omit<GuideFacts, 'latentSize'> {
  readonly manifest: Manifest;
  readonly digest: Digest;
  readonly guide: FormatGuide;
  readonly layout: 'NHWC' | 'NCHW';
}

export function exportReadme(facts: ReadmeFacts): string {
  const { manifest, digest, networks, guide, weights, layout } = facts;
  const latentSize = manifest.latent.size;
  const rows = [...networks].map(
    ([role, network]) =>
      `| \`${guide.path(role)}\` | ${inputsOf(network, layout)} | ${outputOf(network, layout)} |`,
  );
  const paragraphs = [
    `# ${manifest.title}: ${guide.title}`,
    manifest.description,
    `Exported from version \`${digest}\` with ${weights === 'published' ? 'weights as they are published' : 'all weights as float32'}.
The same version gives the same files, byte for byte.`,
    '## Files',
    `| network | in | out |\n|---|---|---|\n${rows.join('\n')}`,
    `Images are in [-1, 1]: \`round(127.5 · value + 127.5)\` is a pixel. A latent is a vector of independent
standard normal numbers; multiplied by less than 1, images become more typical and less varied.`,
    networks.has('encoder')
      ? `The encoder's output is μ, then log σ², ${latentSize} numbers each: μ is the latent of its image.`
      : '',
    guide.notes({ ...facts, latentSize }),
    '## Example',
    guide.example({ ...facts, latentSize }),
    '## Classes',
    `${manifest.classes.map((name, index) => `${index} \`${name}\``).join(', ')}.`,
    '## Licence',
    `${manifest.licence}; trained on ${manifest.data.name} (${manifest.data.licence}).`,
  ];
  return `${paragraphs.filter((it) => it !== '').join('\n\n')}\n`;
}

function inputsOf({ graph, names }: ExportedNetwork, layout: 'NHWC' | 'NCHW'): string {
  const [input] = graph.nodes;
  const shape = input?.op === 'input' ? input.shape : ([0] as const);
  const first = `\`${names.input}\` ${batched(shape, layout)} float32`;
  return readsClass(graph) ? `${first}; \`${classInput}\` [batch] int32` : first;
}

function outputOf({ graph, names }: ExportedNetwork, layout: 'NHWC' | 'NCHW'): string {
  return `\`${names.output}\` ${batched(outputShape(graph), layout)} float32`;
}

function batched(shape: Shape, layout: 'NHWC' | 'NCHW'): string {
  if (shape.length === 1) return `[batch, ${shape[0]}]`;
  const [height, width, channels] = shape;
  return layout === 'NCHW'
    ? `[batch, channels ${channels}, height ${height}, width ${width}]`
    : `[batch, height ${height}, width ${width}, channels ${channels}]`;
}
