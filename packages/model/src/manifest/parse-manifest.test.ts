import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallGenerator } from '../fixtures/small-generator.ts';
import { parsedOrRefused, tampered } from '../fixtures/tampering.ts';
import type { Graph } from '../graph.ts';
import { compile } from '../passes/compile.ts';
import { quantize } from '../storage/quantize.ts';
import { encodeWeights } from '../storage/weights-file.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseDigest, sha256Hex } from './digest.ts';
import type { Manifest } from './manifest.ts';
import { encodeManifest, manifestDigest, parseManifest } from './parse-manifest.ts';

const published = compile(smallGenerator);
const encoder: Graph = {
  classCount: 3,
  nodes: [
    { op: 'input', id: 'x', shape: [8, 8, 1] },
    {
      op: 'conv2d',
      id: 'down',
      input: 'x',
      filters: 2,
      kernel: [4, 4],
      stride: 4,
      padding: 'same',
      bias: 'shared',
      gain: 'none',
      activation: { fn: 'relu' },
    },
    { op: 'reshape', id: 'flat', input: 'down', shape: [8] },
    { op: 'dense', id: 'moments', input: 'flat', units: 8, bias: 'shared', gain: 'none' },
  ],
};

let manifest: Manifest;
beforeAll(async () => {
  const blob = encodeWeights(quantize(published));
  const weights = { sha256: await sha256Hex(blob), sizeBytes: blob.length };
  manifest = {
    format: 'comfy-edge/manifest@1',
    title: 'Three shapes',
    description: 'A fixture, not trained: Ω ≠ "quoted"',
    image: { height: 8, width: 8, channels: 1 },
    latent: { size: 4 },
    classes: ['t-shirt', 'ankle-boot', 'bag'],
    networks: {
      generator: { graph: published.graph, weights },
      encoder: { graph: encoder, weights },
    },
    metrics: { 'cas/real': 0.5, lossG: -1e-7 },
    training: {
      preset: 'smoke',
      seed: 7,
      steps: 10,
      images: 320,
      config: { rates: [1e-3, null], nested: { on: true } },
    },
    data: {
      name: 'none',
      licence: 'CC0-1.0',
      source: 'https://example.org/',
      sha256: parseDigest('0'.repeat(64)),
    },
    licence: 'Apache-2.0',
    createdAt: '2026-11-22T10:00:00.000Z',
  };
});

/** Canonical bytes of the manifest with the value at a dotted path replaced. */
function withValue(path: string, value: unknown): Uint8Array {
  const edited: unknown = structuredClone(manifest);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((at, key) => Reflect.get(Object(at), key), edited);
  if (value === undefined) Reflect.deleteProperty(Object(holder), last);
  else Reflect.set(Object(holder), last, value);
  return new TextEncoder().encode(canonicalJson(edited));
}

function replaced(from: string, to: string): Uint8Array {
  const text = canonicalJson(manifest);
  expect(text).toContain(from);
  return new TextEncoder().encode(text.replace(from, to));
}

describe('manifest', () => {
  it('comes back from its bytes', () => {
    expect(parseManifest(encodeManifest(manifest))).toEqual(manifest);
    const { encoder: _, ...networks } = manifest.networks;
    const { sha256: __, ...data } = manifest.data;
    const without = { ...manifest, networks, data };
    expect(parseManifest(encodeManifest(without))).toEqual(without);
  });

  it('has one digest, that of its bytes, on every machine', async () => {
    const bytes = encodeManifest(manifest);
    expect(await sha256Hex(bytes)).toBe(await manifestDigest(manifest));
    const shuffled = Object.fromEntries(Object.entries(manifest).reverse()) as unknown as Manifest;
    expect(encodeManifest(shuffled)).toEqual(bytes);
    expect(await manifestDigest(parseManifest(bytes))).toMatchInlineSnapshot(
      `"a30bd52b451b49191ed99e47e9db517e95d8c736b47ddfe5081e352d6a4b0bdd"`,
    );
  });

  it('keeps how kernels were quantized, and what training began with', () => {
    const decisions = ['down/kernel', 'moments/kernel'].map((weight) => ({
      ...{ weight, storage: 'int8' as const, error: 0.25, sizeBytes: 40 },
    }));
    const { networks, training } = manifest;
    const sha256 = parseDigest('a'.repeat(64));
    const whole: Manifest = {
      ...manifest,
      networks: {
        ...networks,
        encoder: { graph: encoder, ...weightsOf(networks), quantization: decisions },
      },
      training: {
        ...{ ...training, parent: { kind: 'version', sha256 } },
        weights: { sha256, sizeBytes: 100 },
      },
    };
    expect(parseManifest(encodeManifest(whole))).toEqual(whole);
    const other = { ...networks.generator, quantization: decisions };
    expect(() => encodeManifest({ ...whole, networks: { generator: other } })).toThrow(
      'generator: expected the quantization of dense/kernel,up1/kernel,mix/kernel,up2/kernel,pixels/kernel, got that of down/kernel,moments/kernel',
    );
  });

  function weightsOf({ generator: { weights } }: Manifest['networks']) {
    return { weights };
  }

  const refusedValues: readonly [string, string, unknown, string][] = [
    ['another format', 'format', 'comfy-edge/manifest@2', 'format: '],
    ['an unknown field', 'extra', 1, 'extra: '],
    ['an unknown field inside', 'data.extra', 1, 'data.extra: '],
    ['a missing licence', 'licence', undefined, 'licence: '],
    ['an empty title', 'title', '', 'title: '],
    ['two channels', 'image.channels', 2, 'image.channels: '],
    ['a class twice', 'classes', ['bag', 'bag', 'shoe'], 'expected unique class names'],
    ['a class that is not kebab-case', 'classes.0', 'T-shirt', 'classes.0: expected a kebab-case'],
    ['a class that objects inherit', 'classes.0', 'constructor', 'classes.0: expected a name'],
    ['another number of classes', 'classes', ['bag'], 'generator: expected 1 classes, got 3'],
    ['another latent', 'latent.size', 5, "generator's input: expected shape [5], got [4]"],
    ['another image', 'image.height', 9, "generator's output: expected shape [9,8,1], got [8,8,1]"],
    [
      'an upper-case digest',
      'networks.generator.weights.sha256',
      'A'.repeat(64),
      '64 lower-case hexadecimal',
    ],
    ['an empty blob', 'networks.generator.weights.sizeBytes', 0, 'sizeBytes: '],
    ['a huge blob', 'networks.generator.weights.sizeBytes', 1e9, 'sizeBytes: '],
    [
      'an encoder of another size',
      'networks.encoder.graph.nodes.3.units',
      4,
      "encoder's output: expected shape [8], got [4]",
    ],
    [
      'a rectified image',
      'networks.generator.graph.nodes.7.activation',
      { fn: 'relu' },
      'expected tanh or no activation, got relu',
    ],
    ['a seed that is not a u32', 'training.seed', 2 ** 32, 'training.seed: '],
    ['half a step', 'training.steps', 0.5, 'training.steps: '],
    ['a parent that is neither', 'training.parent', { kind: 'url' }, 'training.parent.kind: '],
    [
      'a parent without a digest',
      'training.parent',
      { kind: 'version' },
      'training.parent.sha256: ',
    ],
    [
      'no quantization',
      'networks.generator.quantization',
      [],
      'expected the quantization of dense',
    ],
    ['a local time', 'createdAt', '2026-11-22T10:00:00+01:00', 'createdAt: '],
    ['a day that is not', 'createdAt', '2026-02-30T10:00:00Z', 'createdAt: '],
    ['a metric that is not a number', 'metrics.fid', '3', 'metrics.fid: '],
    ['a metric named prototype', 'metrics.prototype', 3, ''],
    [
      'a direction of another size',
      'directions',
      [{ vector: [1, 2, 3], explainedVariance: 0.5 }],
      'directions/0: expected 4 values, got 3',
    ],
    [
      'a direction that explains more than all',
      'directions',
      [{ vector: [1, 2, 3, 4], explainedVariance: 1.5 }],
      'directions.0.explainedVariance: ',
    ],
  ];
  it.each(refusedValues)('refuses %s', (_, path, value, message) => {
    expect(() => parseManifest(withValue(path, value))).toThrow(
      expect.objectContaining({
        code: 'manifest_invalid',
        message: expect.stringContaining(message),
      }),
    );
  });

  it.each([
    ['space', '"title":', '"title": '],
    ['an escape', 'Three', '\\u0054hree'],
    ['another spelling of a number', '"size":4', '"size":4.0'],
    ['a key twice', '"latent":{"size":4}', '"latent":{"size":9,"size":4}'],
    ['a prototype key', '{"classes"', '{"__proto__":{},"classes"'],
  ])('refuses %s in otherwise equal JSON', (_, from, to) => {
    expect(() => parseManifest(replaced(from, to))).toThrow(
      expect.objectContaining({ code: 'manifest_invalid' }),
    );
  });

  it('says where the spelling departs from the canonical one', () => {
    const bytes = replaced('"size":4', '"size": 4');
    const at = new TextDecoder().decode(bytes).indexOf('"size": 4') + '"size":'.length;
    expect(() => parseManifest(bytes)).toThrow(`another spelling at character ${at}`);
  });

  it('refuses too many bytes before reading them', () => {
    expect(() => parseManifest(new Uint8Array(1024 * 1024 + 1))).toThrow(
      'expected at most 1048576 bytes, got 1048577',
    );
  });

  it('refuses a network past the budget with the figures', () => {
    const budget = { multiplyAdds: 10, parameterBytes: 1e6, activationBytes: 1e6 };
    expect(() => parseManifest(encodeManifest(manifest), { budget })).toThrow(
      /expected at most 10 multiply-adds, got \d+/,
    );
    const greedy = withValue('networks.generator.graph.nodes.3.filters', 65_536);
    expect(() => parseManifest(greedy)).toThrow(expect.objectContaining({ code: 'graph_invalid' }));
  });

  it('parses or refuses any bytes, and what it parses has those bytes', () => {
    const bytes = encodeManifest(manifest);
    fc.assert(
      fc.property(tampered(bytes), (tamperedBytes) => {
        const parsed = parsedOrRefused(
          () => parseManifest(tamperedBytes),
          ['manifest_invalid', 'graph_invalid'],
        );
        if (parsed) expect(encodeManifest(parsed)).toEqual(tamperedBytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('parses or refuses a manifest with one value replaced', () => {
    const text = canonicalJson(manifest);
    const values = [...text.matchAll(/(?<=[:[,])("[^"\\]*"|-?[0-9.]+|null|true)(?=[,\]}])/g)];
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>('', 'z', '__proto__', -1, 0, 1, 2, 2 ** 31, 1e300, [], {}),
    );
    fc.assert(
      fc.property(fc.constantFrom(...values), strange, (match, value) => {
        const end = match.index + match[0].length;
        const edited = JSON.parse(
          `${text.slice(0, match.index)}${JSON.stringify(value)}${text.slice(end)}`,
        );
        const codes = ['manifest_invalid', 'graph_invalid'] as const;
        const parsed = parsedOrRefused(
          () => parseManifest(new TextEncoder().encode(canonicalJson(edited))),
          codes,
        );
        if (parsed) expect(parsed).toEqual(edited);
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseDigest', () => {
  it('accepts 64 lower-case hexadecimal digits only', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(abc);
    expect(parseDigest(abc)).toBe(abc);
    for (const bad of ['', abc.slice(1), `${abc}0`, abc.toUpperCase(), ` ${abc}`, `${abc}\n`]) {
      expect(() => parseDigest(bad)).toThrow('expected 64 lower-case hexadecimal digits');
    }
  });
});
