/** What replaying asks a service for, answered by a real server from `models/fashion-mnist`. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sha256Hex } from '@comfy-edge/model';
import { engineId } from '@comfy-edge/runtime';

const MODEL = join(import.meta.dirname, '../../../../models/fashion-mnist');

const manifestBytes = await readFile(join(MODEL, 'manifest.json'));
export const digest = await sha256Hex(manifestBytes);

export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export interface ModelServerOptions {
  /** Of another deployment. */
  readonly engine?: string;
  /** Weights with a bit turned over. */
  readonly isDamaged?: boolean;
}

export async function startModelServer({
  engine = engineId,
  isDamaged = false,
}: ModelServerOptions = {}): Promise<ModelServer> {
  const weights = await readFile(join(MODEL, 'generator.safetensors'));
  if (isDamaged) weights.writeUInt8(weights.readUInt8(weights.length - 1) ^ 1, weights.length - 1);
  const files = `/v1/models/fashion-mnist/versions/${digest}/exports/generator`;
  const json = (body: unknown) => [JSON.stringify(body), 'application/json'] as const;
  const answers = new Map<string, readonly [string | Uint8Array, string]>([
    ['/healthz', json({ status: 'ok', engineId: engine })],
    [
      '/v1/models/fashion-mnist/aliases/latest',
      json({ model: 'fashion-mnist', alias: 'latest', digest, revision: 1 }),
    ],
    ['/.well-known/comfy-edge-keys.json', json({ keys: [] })],
    [`${files}/manifest.json`, [manifestBytes, 'application/json']],
    [`${files}/model.safetensors`, [weights, 'application/octet-stream']],
    [
      '/v1/images',
      json({ model: 'fashion-mnist', digest, engineId: engine, truncation: 1, images: [] }),
    ],
  ]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const [body, type] = answers.get(path) ?? ['', 'text/plain'];
    response.writeHead(body === '' ? 404 : 200, { 'Content-Type': type, ETag: '"1"' });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    url: `http://127.0.0.1:${port}`,
    ...{
      asked,
      close,
      [Symbol.asyncDispose]: async () => void (server.listening && (await close())),
    },
  };
}
