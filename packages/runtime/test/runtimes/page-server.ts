/** A web server on this machine: files of memory out, one answer in. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Answer } from './digests.ts';

export interface File {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface PageServer {
  readonly url: string;
  /** What the page posted to `/answer`. */
  readonly answer: Promise<Answer>;
  close(): void;
}

export async function servePage(files: ReadonlyMap<string, File>): Promise<PageServer> {
  const server = createServer();
  const answer = new Promise<Answer>((resolve) => {
    server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
      if (request.url === '/answer') resolve((await json(request)) as Answer);
      const file = files.get(request.url ?? '');
      response.writeHead(file ? 200 : 404, { 'Content-Type': file?.type ?? 'text/plain' });
      response.end(file?.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    answer,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
