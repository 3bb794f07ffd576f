/**
 * What a deployment has, asked of itself: names and digests that exist, classes, entity tags, files with
 * receipts. Beside each stands one that does not exist.
 */

import type { Send } from './fuzz-request.ts';
import type { Pool } from './schema-values.ts';

/** Of fields that decide how long an answer takes: enough to be another, and no more. */
const counts = [1, 2, 3, 5];
const nowhere = '0'.repeat(64);

interface Facts {
  readonly name: string;
  readonly digest: string;
  readonly aliases: readonly string[];
  readonly classes: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly latentSize: number;
}

/** @param key may generate */
export async function askForPool(send: Send, key: string): Promise<Pool> {
  const models = await factsOf(send);
  const files = await filesOf(send, key, models);
  const receipts = files.flatMap(({ receipt }) => (receipt === null ? [] : [receipt]));
  const references = models.flatMap(({ name, digest }) => [
    ...[name, name, `${name}@latest`, `${name}@${digest}`],
  ]);
  const [{ name } = { name: 'none' }] = models;
  return {
    model: [...references, 'nope', `${name}@nope`, `${name}@${nowhere}`],
    ModelReference: references,
    digest: [...models.map((it) => it.digest), nowhere],
    alias: [...models.flatMap((it) => it.aliases), 'nope'],
    class: [...models.flatMap(({ classes }) => [...classes, classes.length - 1]), 0],
    prompt: models.flatMap(({ classes }) => classes.map((it) => `A ${it}s`)),
    seed: [0, 1, 2, 0xffffffff],
    size: models.flatMap(({ width, height }) => [
      ...[width, 2 * width, width + 1],
      ...['auto', `${width}x${height}`, `${3 * width}x${3 * height}`, `${width}x${height + 1}`],
    ]),
    truncation: [0, 0.5, 1],
    strength: [0, 0.5, 1],
    waypoints: models.flatMap(({ classes: [first, last] }) => [
      [
        { seed: 1, class: first },
        { seed: 2, class: last },
      ],
      [{ class: first }, { class: last }, { seed: 3, class: 0 }],
    ]),
    latent: models.map(({ latentSize }) => Array.from({ length: latentSize }, (_, i) => i / 8 - 1)),
    directions: [[], [{ index: 0, amount: 1 }], [{ index: 63, amount: 1 }]],
    file: ['model.json', 'model.onnx'],
    n: counts,
    frames: counts,
    columns: counts,
    cursor: models.map((it) => btoa(it.name)),
    receipt: [...receipts, ...receipts.flatMap(editedReceipts)],
    image: files.flatMap(({ bytes, type }) => [
      base64(bytes),
      `data:${type};base64,${base64(bytes)}`,
    ]),
    'Last-Event-ID': models.map(({ digest }) => `${digest}.1.0`),
    ...Object.fromEntries(
      files.map(({ type }) => [type, files.filter((it) => it.type === type).map((it) => it.bytes)]),
    ),
  };
}

/** What either pool has, of every name. */
export function mergePools(one: Pool, other: Pool): Pool {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => [name, [...(one[name] ?? []), ...(other[name] ?? [])]]),
  );
}

async function factsOf(send: Send): Promise<Facts[]> {
  const list = await readJson<{ models: { name: string; latest?: string }[] }>(
    send,
    '/v1/models?limit=100',
  );
  const facts: Facts[] = [];
  for (const { name, latest } of list.models) {
    if (latest === undefined) continue;
    const model = await readJson<{ aliases: { alias: string }[] }>(send, `/v1/models/${name}`);
    const version = await readJson<{
      classes: string[];
      image: { width: number; height: number };
      latent: { size: number };
    }>(send, `/v1/models/${name}/versions/${latest}`);
    facts.push({
      name,
      digest: latest,
      aliases: model.aliases.map(({ alias }) => alias),
      classes: version.classes,
      ...version.image,
      latentSize: version.latent.size,
    });
  }
  if (facts.length > 0) return facts;
  throw new Error('expected a deployment with a published model, got one without any');
}

interface File {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly receipt: string | null;
}

async function filesOf(send: Send, key: string, models: readonly Facts[]): Promise<File[]> {
  const files: File[] = [];
  for (const { name, classes } of models) {
    const image = { model: name, class: classes[0], seed: 1 };
    const path = {
      model: name,
      class: classes[0],
      waypoints: [{ seed: 1 }, { seed: 2 }],
      frames: 2,
    };
    const requests = [
      ...['image/png', 'image/webp', 'image/jpeg'].map((type) => ['/v1/images', type, image]),
      ['/v1/interpolations', 'image/apng', path],
    ] as const;
    for (const [address, accept, body] of requests) {
      const { response } = await send({
        method: 'POST',
        path: `${address}`,
        headers: {
          Authorization: `Bearer ${key}`,
          Accept: `${accept}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`expected an image, got ${await response.text()}`);
      files.push({
        // An animation is a PNG to whoever does not look.
        type: accept === 'image/apng' ? 'image/png' : `${accept}`,
        bytes: new Uint8Array(await response.arrayBuffer()),
        receipt: response.headers.get('comfy-receipt'),
      });
    }
  }
  return files;
}

/** Of another seed, of no class that there is, and with nothing behind the signature. */
function editedReceipts(token: string): string[] {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  const write = (edited: string) =>
    base64(new TextEncoder().encode(edited)).replaceAll('+', '-').replaceAll('/', '_');
  return [
    text.replace(/"seed":\d+/, '"seed":7'),
    text.replace(/"class":"[^"]*"/, '"class":"no-such-class"'),
    text.replace(/"digest":"[^"]*"/, `"digest":"${nowhere}"`),
    text.replace('"n":1', '"n":64'),
    text.replace('}', ',"__proto__":{}}'),
    text.slice(1),
  ]
    .map((edited) => `${head}.${write(edited).replace(/=+$/, '')}.${signature}`)
    .concat(`${head}.${payload}.`);
}

async function readJson<T>(send: Send, path: string): Promise<T> {
  const { response } = await send({ method: 'GET', path, headers: {} });
  if (!response.ok) throw new Error(`expected ${path} to be there, got ${response.status}`);
  return (await response.json()) as T;
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
