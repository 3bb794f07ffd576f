/**
 * One HTTP connection that is kept open, one request at a time. Node's own client and no more: what is
 * measured through it is in tenths of milliseconds.
 */
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

export interface Call {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export class Connection {
  readonly #origin: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(origin: URL) {
    this.#origin = origin;
  }

  /** @throws Error for a connection that breaks off */
  post(path: string, headers: OutgoingHttpHeaders, body: string | Buffer): Promise<Reply> {
    return this.send({ method: 'POST', path, headers, body });
  }

  /** @throws Error for a connection that breaks off */
  send({ method, path, headers, body }: Call): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const url = new URL(path, this.#origin);
    const sent = request(url, { method, agent: this.#agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}
