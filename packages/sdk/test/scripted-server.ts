/** A real HTTP server on a free local port that answers request after request from a script. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request; the last of the script goes on for ever. */
export type Turn = (response: ServerResponse, request: IncomingMessage) => void;

interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly atMs: number;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
}

export async function scriptedServer(
  ...script: readonly [Turn, ...Turn[]]
): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const turn = script[Math.min(received.length, script.length - 1)] ?? script[0];
    received.push({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('latin1'),
      atMs: performance.now(),
    });
    turn(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Turn {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

export function problem(
  status: number,
  code: string,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Turn {
  const type = `urn:comfy-edge:problem:${code}`;
  const body = {
    type,
    title: code,
    status,
    detail: `detail of ${code}`,
    code,
    requestId: 'r-1',
    ...more,
  };
  return json(status, body, { 'content-type': 'application/problem+json', ...headers });
}

export function text(status: number, contentType: string, body: string | Uint8Array): Turn {
  return (response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  };
}

/** Promises 1,000 bytes, sends ten, hangs up. */
export const halfBody: Turn = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"status":', () => response.destroy());
};

/** Half a body without a length, so that only the missing last chunk tells. */
export const halfChunked: Turn = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"status":"ok","engineId":"e"}', () => response.destroy());
};

export const hangUp: Turn = (response) => {
  response.destroy();
};

/** Never answers. */
export const silence: Turn = () => {};

/** Sends the head and never the body. */
export const headOnly: Turn = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
};

export const healthy: Turn = json(200, { status: 'ok', engineId: 'engine-1' });
