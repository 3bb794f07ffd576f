/** Every operation of the contract has a method, and every method is an operation of the contract. */
import type { operations } from '@comfy-edge/contract';
import { openapiDocument } from '@comfy-edge/contract/document';
import { expect, test } from 'vitest';
import { ComfyEdge } from '../src/index.ts';
import { scriptedServer, text } from './scripted-server.ts';

type OperationId = keyof operations;

const [model, alias, digest] = ['m', 'latest', 'ab'.repeat(32)];
const image = Uint8Array.of(0x89, 0x50);
const waypoints = [{ seed: 1 }, { seed: 2 }];
const models = ['m', 'n'];
const file = { model, digest, file: 'model.onnx' };
const key = { kty: 'OKP', crv: 'Ed25519', x: 'x' } as const;

/** What reaches the operation, or why nothing does. */
type Reached = ((edge: ComfyEdge) => unknown)[] | string;

const openAi = "for the clients of OpenAI's API, which are the point of it";

const reached: Record<OperationId, Reached> = {
  generateImages: [
    ({ images }) => images.generate({ model }),
    ({ images }) => images.sheet({ model }),
    ({ images }) => next(images.stream({ model })),
    ({ images }) => next(images.parts({ model })),
  ],
  interpolate: [
    ({ interpolations }) => interpolations.create({ model, waypoints }),
    ({ interpolations }) => interpolations.file({ model, waypoints }),
  ],
  encodeImage: [({ encodings }) => encodings.create({ model, image })],
  reconstructImage: [
    ({ reconstructions }) => reconstructions.create({ model, image }),
    ({ reconstructions }) => reconstructions.file({ model, image }),
  ],
  varyImage: [
    ({ variations }) => variations.create({ model, image }),
    ({ variations }) => variations.file({ model, image }),
  ],
  compareVersions: [
    ({ comparisons }) => comparisons.create({ models }),
    ({ comparisons }) => comparisons.file({ models }),
  ],
  listOpenAiModels: openAi,
  generateOpenAiImages: openAi,
  varyOpenAiImage: openAi,
  listModels: [({ models }) => next(models.list())],
  getModel: [({ models }) => models.get(model)],
  putBlob: [({ blobs }) => blobs.put(digest, image)],
  getModelVersion: [({ models }) => models.version(model, digest)],
  putModelVersion: [({ models }) => models.putVersion(model, digest, { manifest: image })],
  deleteModelVersion: [({ models }) => models.deleteVersion(model, digest)],
  getModelAlias: [({ models }) => models.aliases.get(model, alias)],
  putModelAlias: [({ models }) => models.aliases.put(model, alias, { digest, ifMatch: '"1"' })],
  putAliasPolicy: [({ models }) => models.aliases.putPolicy(model, alias, { rules: [] })],
  getCanary: [({ models }) => models.aliases.getCanary(model, alias)],
  putCanary: [({ models }) => models.aliases.putCanary(model, alias, { digest, percent: 1 })],
  deleteCanary: [({ models }) => models.aliases.endCanary(model, alias)],
  listAliasHistory: [({ models }) => next(models.aliases.history(model, alias))],
  rollBackAlias: [({ models }) => models.aliases.rollBack(model, alias)],
  listDirections: [({ models }) => models.directions(model, digest)],
  getModelExport: [
    ({ models }) => models.exportFile(file),
    ({ models }) => fetch(models.exportUrl(file)),
  ],
  preflightModelExport: 'asked by browsers alone, before they send what a page asks for',
  getImage: [({ images }) => fetch(images.url({ model, digest, seed: 1 }))],
  findImage: [({ images }) => fetch(images.url({ model, seed: 1 }))],
  listPublishers: [({ publishers }) => publishers.list()],
  addPublisher: [({ publishers }) => publishers.add({ name: 'p', key })],
  revokePublisher: [({ publishers }) => publishers.revoke('p')],
  collectGarbage: [({ blobs }) => blobs.collectGarbage({ dryRun: true })],
  listAudit: [({ audit }) => next(audit.list())],
  verify: [({ verifications }) => verifications.create(image)],
  getUsage: [({ usage }) => next(usage.list())],
  getReceiptKeys: [({ verifications }) => verifications.keys()],
  listKeys: [({ keys }) => next(keys.list())],
  createKey: [({ keys }) => keys.create({ name: 'k', scopes: ['images:write'] })],
  getKey: [({ keys }) => keys.get('k')],
  revokeKey: [({ keys }) => keys.revoke('k')],
  getHealth: [(edge) => edge.health()],
  getReadiness: [(edge) => edge.ready()],
  getOpenapi: [(edge) => edge.contract()],
};

function next(items: AsyncIterable<unknown>): Promise<unknown> {
  return items[Symbol.asyncIterator]().next();
}

interface Listed {
  readonly id: string;
  readonly method: string;
  /** Matches the path of a request. */
  readonly path: RegExp;
}

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;

/** The operations of the document itself, so that the types alone are not believed. */
const listed = Object.entries(openapiDocument.paths as Paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId: id }]): Listed[] => {
    const pattern = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
    return id === undefined
      ? []
      : [{ id, method: method.toUpperCase(), path: RegExp(`^${pattern}$`) }];
  }),
);

test('every operation of the contract is reached by a method, or says why by none', () => {
  expect(listed.length).toBeGreaterThan(40);
  expect(Object.keys(reached).sort()).toEqual(listed.map(({ id }) => id).sort());
});

test.each(listed)('$id: its methods send $method and its path', async ({ id, method, path }) => {
  const methods = reached[id as OperationId];
  if (typeof methods === 'string') return expect(methods).toMatch(/^[a-z]/);
  await using server = await scriptedServer(text(404, 'text/plain', ''));
  const edge = new ComfyEdge({ baseUrl: server.url, maxRetries: 0 });
  for (const reach of methods) await Promise.resolve(reach(edge)).catch(() => {});
  expect(server.received).toHaveLength(methods.length);
  for (const request of server.received) {
    expect(request.method).toBe(method);
    expect(request.url.split('?')[0]).toMatch(path);
  }
});

test('every method is used above: none is there for no operation', () => {
  const used = Object.values(reached)
    .flatMap((methods) => (typeof methods === 'string' ? [] : methods))
    .flatMap((reach) => [...String(reach).matchAll(/\.([a-zA-Z]+)\(/g)])
    .map(([, name]) => name);
  const edge = new ComfyEdge({ baseUrl: 'http://service.test' });
  for (const resource of [edge, ...Object.values(edge), edge.models.aliases]) {
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(resource));
    for (const name of names) if (name !== 'constructor') expect(used).toContain(name);
  }
});
