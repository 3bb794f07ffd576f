/**
 * The one program that every runtime runs, against the packed package: each suite is a few calls as an
 * application makes them. Nothing of Node is used, and no test framework: it goes into Workers and pages.
 */
import {
  ComfyEdge,
  type GenerateParameters,
  isAuthenticationError,
  isBadRequestError,
  isConnectionError,
  isServerError,
  isTimeoutError,
} from '@comfy-edge/sdk';
import { isReplayError, memoryCache, Replay, type ReplayCache } from '@comfy-edge/sdk/replay';
import type { Job, Results, SuiteName } from './job.ts';

const SUITES: Readonly<Record<SuiteName, (job: Job) => Promise<void>>> = {
  contract,
  retries,
  idempotency,
  replay,
  verify,
};

export async function runSuites(job: Job): Promise<Results> {
  const results: Partial<Record<SuiteName, string | null>> = {};
  for (const [name, suite] of Object.entries(SUITES)) {
    results[name as SuiteName] = await suite(job).then(() => null, describe);
  }
  return results as Results;
}

async function contract({ url, apiKey, model, digest, modelCount }: Job): Promise<void> {
  const edge = new ComfyEdge({ baseUrl: url, apiKey });
  const wanted = { model, class: 'sneaker', seed: 4294967295, n: 3 };
  const { images } = await edge.images.generate(wanted);
  same(images.map(({ seed }) => seed).join(), '4294967295,0,1', 'seeds');
  for (const image of images) same(await sha256(image.bytes), image.sha256, 'sha256');
  const [first] = images;
  if (first === undefined) throw new Error('expected an image, got none');
  same(first.blob().type, 'image/png', 'type of the blob');

  const streamed: string[] = [];
  for await (const event of edge.images.stream(wanted)) {
    if (event.type === 'image') streamed.push(event.image.sha256);
  }
  same(streamed.join(), images.map((it) => it.sha256).join(), 'streamed images');
  const parts: string[] = [];
  for await (const part of edge.images.parts(wanted)) parts.push(await sha256(part.bytes));
  same(parts.join(), streamed.join(), 'parts');

  const address = edge.images.url({ model, digest, class: 'sneaker', seed: 42 });
  same(new URL(address).origin, new URL(url).origin, 'origin of an address');
  const names: string[] = [];
  for await (const { name } of edge.models.list({ limit: 1 })) names.push(name);
  same(`${new Set(names).size}`, `${modelCount}`, 'models, page by page');

  const refused = await failure(edge.images.generate({ model, class: 'hat' }));
  same(
    isBadRequestError(refused) && `${refused.code} ${refused.pointer}`,
    'unknown_class /class',
    'refusal',
  );
  const stranger = new ComfyEdge({ baseUrl: url });
  same(
    isAuthenticationError(await failure(stranger.images.generate({ model }))),
    true,
    'refusal of a stranger',
  );
}

async function retries({ faultyUrl, turn, model }: Job): Promise<void> {
  const at = (fault: string, options: object = {}) =>
    new ComfyEdge({ baseUrl: `${faultyUrl}/${fault}/${turn}`, apiKey: 'any', ...options });
  const ask = (edge: ComfyEdge) => edge.images.generate({ model, seed: 1 });

  const startMs = performance.now();
  await ask(at('busy-once'));
  same(performance.now() - startMs >= 990, true, 'a wait of a second, as Retry-After says');
  same(
    `${await attempts(faultyUrl, 'busy-once', turn)}`,
    '2',
    'attempts where the service was busy once',
  );
  await ask(at('cut-once'));
  same(
    `${await attempts(faultyUrl, 'cut-once', turn)}`,
    '2',
    'attempts where the answer broke off once',
  );

  same(
    isServerError(await failure(ask(at('page', { maxRetries: 0 })))),
    true,
    'a page instead of JSON',
  );
  same(
    isConnectionError(await failure(ask(at('circle', { maxRetries: 0 })))),
    true,
    'a redirect loop',
  );
  const slow = at('silence', { maxRetries: 0, timeoutMs: 300 });
  same(isTimeoutError(await failure(ask(slow))), true, 'silence');
  const gone = new ComfyEdge({ baseUrl: 'http://127.0.0.1:9', apiKey: 'any', maxRetries: 0 });
  same(isConnectionError(await failure(ask(gone))), true, 'nobody there');
}

async function idempotency({ url, apiKey, model, faultyUrl, turn }: Job): Promise<void> {
  const defaultHeaders = { 'Idempotency-Key': `runtimes-${turn}-${crypto.randomUUID()}` };
  const edge = new ComfyEdge({ baseUrl: url, apiKey, defaultHeaders });
  const [one, other] = [
    await edge.images.generate({ model }),
    await edge.images.generate({ model }),
  ];
  same(one.images[0]?.sha256, other.images[0]?.sha256, 'the image of a request repeated, no seed');
  const baseUrl = `${faultyUrl}/busy-once/${turn}-keys`;
  await new ComfyEdge({ baseUrl, apiKey, defaultHeaders }).images.generate({ model });
  const { keys } = await log(faultyUrl, 'busy-once', `${turn}-keys`);
  const key = defaultHeaders['Idempotency-Key'];
  same(keys.join(), `${key},${key}`, 'the keys of two attempts');
}

/** What the service refuses, the replay of it refuses, too, and says the same. */
const WRONG: readonly object[] = [
  { seed: -1 },
  { n: 65 },
  { truncation: 2 },
  { class: 'hat' },
  { class: 99 },
  { class: '' },
  { format: 'gif' },
  { size: 29 },
  { size: 1025 },
  { size: 1024, resampling: 'lanczos', n: 2 },
  { resampling: 'cubic' },
  { quality: 5 },
  { valueType: 'float32' },
  { valueType: 'float32', format: 'npy', size: 56 },
  { directions: [{ index: 63, amount: 1 }] },
  { model: 'a@b@c' },
];

function reasonOf(error: unknown): string {
  if (!isBadRequestError(error)) return String(error);
  return `${error.name} ${error.code} ${error.pointer}: ${error.message}`;
}

async function replay({ url, apiKey, model, digest, goldens }: Job): Promise<void> {
  const edge = new ComfyEdge({ baseUrl: url, apiKey });
  const cache = memoryCache();
  const here = new Replay({ edge, cache });
  same((await here.load(model)).digest, digest, 'the version of an alias');
  for (const format of ['png', 'webp', 'jpeg', 'npy'] as const) {
    const wanted = { model, class: 'sneaker', seed: 42, format };
    const { images } = await here.generate(wanted);
    same(images[0] && (await sha256(images[0].bytes)), goldens[format], `the ${format}`);
    const [theirs] = (await edge.images.generate(wanted)).images;
    // The service signs, and this is its signature.
    same(
      await sha256(await here.file(theirs?.receipt ?? '')),
      theirs?.sha256,
      `the signed ${format}`,
    );
  }

  for (const wrong of WRONG) {
    // Types are for those who have them.
    const parameters = { model, ...wrong } as GenerateParameters;
    const [theirs, ours] = [
      await failure(edge.images.generate(parameters)),
      await failure(here.generate(parameters)),
    ];
    same(reasonOf(ours), reasonOf(theirs), `the refusal of ${JSON.stringify(wrong)}`);
  }

  const gone = new ComfyEdge({ baseUrl: 'http://127.0.0.1:9', apiKey, maxRetries: 0 });
  const offline = new Replay({ edge: gone, cache }).offline();
  const pinned = { model: `${model}@${digest}`, class: 'sneaker', seed: 42 };
  const made = await offline.images.generate(pinned);
  same(
    `${made.madeBy} ${made.images[0]?.sha256}`,
    `replay ${goldens.png}`,
    'an image without a network',
  );

  const changed = new Replay({ edge, cache: damaged() });
  same((await changed.generate(pinned)).images[0]?.sha256, goldens.png, 'a damaged cache, mended');
  const alone = new Replay({ cache: damaged() });
  const refusal = await failure(alone.generate(pinned));
  same(
    isReplayError(refusal) && refusal.code,
    'digest_mismatch',
    'a damaged cache without a service',
  );
}

async function verify({ url, apiKey, model }: Job): Promise<void> {
  const edge = new ComfyEdge({ baseUrl: url, apiKey });
  const here = new Replay({ edge });
  const { images } = await edge.images.generate({ model, seed: 5, n: 2 });
  const [image, next] = images;
  if (image === undefined || next === undefined) throw new Error('expected two images');
  const own = await here.verify(image.bytes);
  same(
    `${own.genuine} ${own.signature}`,
    'true valid',
    `an own image ${JSON.stringify(own.differences)}`,
  );
  const foreign = await here.verify(image.receipt, next.bytes);
  same(foreign.differences.map(({ part }) => part).join(), 'receipt,pixels', 'another image');
  const bag = { model, class: 'bag' };
  const path = { ...bag, waypoints: [{ seed: 1 }, { seed: 2 }], frames: 3 };
  const files = [
    await edge.images.sheet({ model, seed: 7, n: 4, size: 56, format: 'jpeg' }),
    await edge.interpolations.file({ ...path, format: 'gif' }),
    await edge.interpolations.file({ ...path, format: 'apng', loop: true }),
    await edge.variations.file({ ...bag, image: image.bytes, n: 2, seed: 3 }),
    await edge.comparisons.file({ models: [model, 'another'], n: 2, seed: 1 }),
  ];
  for (const file of files) {
    const { genuine, differences } = await here.verify(file.bytes);
    same(`${genuine} ${JSON.stringify(differences)}`, 'true []', `a file of ${file.mediaType}`);
  }
  const stranger = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' } as const;
  const keys = [{ ...stranger, x: 'A'.repeat(43), kid: 'A'.repeat(43) }];
  same(
    (await here.verify(image.receipt, undefined, { keys })).signature,
    'unknown_key',
    'a key of others',
  );
}

/** Says that it has everything, and has it wrong. */
function damaged(): ReplayCache {
  return { read: async () => Uint8Array.of(1, 2, 3), write: async () => {} };
}

async function attempts(faultyUrl: string, fault: string, turn: string): Promise<number> {
  return (await log(faultyUrl, fault, turn)).keys.length;
}

async function log(
  faultyUrl: string,
  fault: string,
  turn: string,
): Promise<{ readonly keys: readonly (string | null)[] }> {
  return (await fetch(`${faultyUrl}/log/${fault}/${turn}`)).json();
}

async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure, got none');
}

function same<T>(got: T, expected: T, what: string): void {
  if (got !== expected) throw new Error(`${what}: expected ${expected}, got ${got}`);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
