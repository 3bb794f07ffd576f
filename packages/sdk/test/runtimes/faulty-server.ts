/**
 * A server that misbehaves for every runtime alike, pages of other origins included. Its paths say what it
 * does and for whom it counts: `/busy-once/node-22/v1/images`. `/log/busy-once/node-22` tells what came.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @param body of a success @param attempt from 1 */
type Fault = (response: ServerResponse, body: string, attempt: number) => void;

const ANYBODY = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, authorization',
  'Access-Control-Expose-Headers': '*',
};
const JSON_TYPE = { 'Content-Type': 'application/json' };

const FAULTS: Readonly<Record<string, Fault>> = {
  'busy-once'(response, body, attempt) {
    if (attempt > 1) {
      succeed(response, body);
      return;
    }
    const problem = { type: 'about:blank', title: 'Busy', status: 503, code: 'overloaded' };
    response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '1' });
    response.end(JSON.stringify({ ...problem, detail: 'expected less to do', requestId: 'r' }));
  },
  'cut-once'(response, body, attempt) {
    if (attempt > 1) {
      succeed(response, body);
      return;
    }
    response.writeHead(200, { ...JSON_TYPE, 'Content-Length': body.length });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  },
  page(response) {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!doctype html><title>Sign in to the network</title>');
  },
  circle(response) {
    response.writeHead(307, { Location: response.req.url ?? '/' });
    response.end();
  },
  silence() {},
};

export interface FaultyServer {
  readonly url: string;
  close(): void;
}

/** @param body of a success: what a real service answers */
export async function startFaultyServer(body: string): Promise<FaultyServer> {
  const logs = new Map<string, (string | null)[]>();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ANYBODY)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { 'Access-Control-Allow-Methods': '*' }).end();
      return;
    }
    const [, first = '', second = '', third = ''] = (request.url ?? '').split('/');
    if (first === 'log') {
      response.writeHead(200, JSON_TYPE);
      response.end(JSON.stringify({ keys: logs.get(`${second}/${third}`) ?? [] }));
      return;
    }
    const keys = logs.get(`${first}/${second}`) ?? [];
    const { 'idempotency-key': key } = request.headers;
    keys.push(typeof key === 'string' ? key : null);
    logs.set(`${first}/${second}`, keys);
    FAULTS[first]?.(response, body, keys.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function succeed(response: ServerResponse, body: string): void {
  response.writeHead(200, JSON_TYPE);
  response.end(body);
}
