/**
 * `s3://bucket/prefix` and `r2://bucket/prefix`: Amazon S3 and what speaks its protocol, signed by
 * aws4fetch, which repeats what the server is too busy for.
 *
 * From the environment, by the names that AWS's own tools use: `AWS_ACCESS_KEY_ID`,
 * `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` if there is one, `AWS_REGION`, and for another server
 * `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`. For R2 the endpoint follows from `CLOUDFLARE_ACCOUNT_ID`.
 */
import { AwsClient } from 'aws4fetch';
import type { ObjectStore } from './object-store.ts';
import { StorageError } from './storage-error.ts';

/** A checkpoint of a gigabyte at 2 MB/s. */
const timeoutMs = 600_000;

export class S3Store implements ObjectStore {
  readonly url: string;
  readonly #client: AwsClient;
  /** Of the bucket and prefix, with a slash at the end. */
  readonly #base: string;

  constructor(url: string, environment: NodeJS.ProcessEnv) {
    const { protocol, hostname: bucket, pathname } = new URL(url);
    if (bucket === '') {
      throw new StorageError(`expected ${protocol}//bucket/prefix, got ${url}`);
    }
    this.url = url;
    const isR2 = protocol === 'r2:';
    const region =
      environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? (isR2 ? 'auto' : 'us-east-1');
    this.#client = new AwsClient({
      accessKeyId: required(environment, 'AWS_ACCESS_KEY_ID', url),
      secretAccessKey: required(environment, 'AWS_SECRET_ACCESS_KEY', url),
      ...(environment.AWS_SESSION_TOKEN ? { sessionToken: environment.AWS_SESSION_TOKEN } : {}),
      service: 's3',
      region: isR2 ? 'auto' : region,
      retries: 5,
    });
    const prefix = pathname.replace(/^\/+|\/+$/g, '');
    const endpoint = endpointOf(environment, isR2, region, url).replace(/\/+$/, '');
    this.#base = [endpoint, bucket, ...(prefix === '' ? [] : [prefix]), ''].join('/');
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const response = await this.#request('GET', key);
    if (response.status === 404) {
      await this.#refuseMissingBucket(response);
      return undefined;
    }
    return new Uint8Array(await response.arrayBuffer());
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const response = await this.#request('PUT', key, bytes);
    if (response.status === 404) await this.#refuseMissingBucket(response);
  }

  async delete(key: string): Promise<void> {
    await this.#request('DELETE', key);
  }

  /** @throws StorageError unless the server did as asked, or has no such key */
  async #request(method: string, key: string, body?: Uint8Array): Promise<Response> {
    const signal = AbortSignal.timeout(timeoutMs);
    let response: Response;
    try {
      response = await this.#client.fetch(this.#base + key, {
        method,
        signal,
        ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
      });
    } catch (cause) {
      const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
      throw new StorageError(`${this.url}: could not reach ${this.#base} (${reason})`, { cause });
    }
    if (response.ok || response.status === 404) return response;
    const told = (await response.text()).replace(/\s+/g, ' ').slice(0, 300);
    throw new StorageError(
      `${this.url}: ${method} ${key}: expected 200, got ${response.status} ${told}${remedyOf(response.status)}`,
    );
  }

  async #refuseMissingBucket(response: Response): Promise<void> {
    if ((await response.text()).includes('NoSuchBucket')) {
      throw new StorageError(
        `${this.url}: expected a bucket, got none of that name. Create it first`,
      );
    }
  }
}

function required(environment: NodeJS.ProcessEnv, name: string, url: string): string {
  const value = environment[name];
  if (value) return value;
  throw new StorageError(`${url}: expected ${name} in the environment, got nothing`);
}

function remedyOf(status: number): string {
  switch (status) {
    case 301:
    case 307:
      return '. Set AWS_REGION to the region of the bucket';
    case 401:
    case 403:
      // S3 says so of a key that is not there, too, to who may not list the bucket.
      return '. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and that the key may get, put, delete and list';
    default:
      return '';
  }
}

function endpointOf(
  environment: NodeJS.ProcessEnv,
  isR2: boolean,
  region: string,
  url: string,
): string {
  const named = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  if (named) return named;
  if (!isR2) return `https://s3.${region}.amazonaws.com`;
  const account = required(environment, 'CLOUDFLARE_ACCOUNT_ID', url);
  return `https://${account}.r2.cloudflarestorage.com`;
}
