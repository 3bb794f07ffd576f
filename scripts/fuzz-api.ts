/** The contract fuzzer against a running service, by default against the real Worker on this machine. */
import { randomInt } from 'node:crypto';
import { batchSize, type Counts, fuzz, type Violation } from '../workers/api/test/fuzz/fuzz.ts';
import { makeFuzzKeys } from '../workers/api/test/fuzz/fuzz-keys.ts';
import { type Send, toRequest } from '../workers/api/test/fuzz/fuzz-request.ts';
import { askForPool, mergePools } from '../workers/api/test/fuzz/pool.ts';
import { publishTiny } from '../workers/api/test/fuzz/publish-tiny.ts';
import { contract } from '../workers/api/test/support/contract.ts';
import type { Operation } from '../workers/api/test/support/openapi.ts';
import { withLocalEdge } from './local-edge.ts';
import { runCommand } from './run-command.ts';

const seeds = 2 ** 31;
/** No answer takes as long, on however slow a machine. */
const answerTimeoutMs = 60_000;

const usage = `npm run fuzz:api -- [options]

Makes requests of every operation of openapi.yaml, right ones and wrong ones, and holds every answer to
it. Ends with a line of counts; exit code 1 where an answer is not what the contract says, with the
smallest such request as a curl command.

  --requests N      in all, shared evenly among the operations     (20000)
  --seed S          0 to ${seeds - 1}; the same seed makes the same requests (drawn anew)
  --operation ID    only this one of the contract
  --concurrency C   batches of requests at a time, 1 to 64         (4)
  --url URL         a running service; without it, one is started here and stopped after
  --key KEY         of that service, with the scope admin: it makes the keys that are sent, and revokes them
  --publish yes     also fuzzes what changes things at --url; leaves models and keys behind there (no)
  --help            this text`;

interface Target {
  readonly url: string;
  readonly adminKey: string;
  /** Whether models and keys may be left behind. */
  readonly publishes: boolean;
}

interface Plan {
  readonly requests: number;
  readonly seed: number;
  readonly concurrency: number;
  readonly operation: string;
}

await runCommand({
  usage,
  defaults: {
    requests: '20000',
    seed: `${randomInt(seeds)}`,
    operation: '',
    concurrency: '4',
    url: '',
    key: '',
    publish: 'no',
  },
  async run({ url, key, publish, ...options }) {
    const plan: Plan = {
      requests: parseWhole('requests', options.requests, 1, 100_000_000),
      seed: parseWhole('seed', options.seed, 0, seeds - 1),
      concurrency: parseWhole('concurrency', options.concurrency, 1, 64),
      operation: parseOperation(options.operation),
    };
    if (publish !== 'yes' && publish !== 'no') {
      throw new Error(`expected --publish to be yes or no, got ${JSON.stringify(publish)}`);
    }
    if (url !== '') {
      if (key === '') throw new Error('expected --key with --url, got none');
      const origin = URL.parse(url)?.origin;
      if (origin === undefined) throw new Error(`expected --url to be a URL, got ${url}`);
      await fuzzAt({ url: origin, adminKey: key, publishes: publish === 'yes' }, plan);
      return;
    }
    await withLocalEdge({ port: 0, modelsDirectory: 'models' }, ({ url, adminKey }) =>
      fuzzAt({ url, adminKey, publishes: true }, plan),
    );
  },
});

async function fuzzAt({ url: origin, adminKey, publishes }: Target, plan: Plan): Promise<void> {
  const operations = choose(plan.operation, publishes);
  const fetchInTime = (request: Request) =>
    fetch(request, { signal: AbortSignal.timeout(answerTimeoutMs) });
  const send: Send = async (request) => ({
    request: toRequest(origin, request),
    response: await fetchInTime(toRequest(origin, request)),
  });
  await expectService(origin, fetchInTime);
  const made = await makeFuzzKeys(send, adminKey);
  const { keys } = made;
  const publishing = publishes
    ? await publishTiny(send, { key: keys['models:write'], adminKey })
    : {};
  const asked = await askForPool(send, keys['images:write']);
  const pool = [asked, publishing, made.pool].reduce(mergePools);
  console.log(`${operations.length} operations at ${origin}, seed ${plan.seed}`);

  const { requests, seed, concurrency } = plan;
  const startMs = performance.now();
  const onBatch = showProgress(requests, startMs);
  const result = await fuzz({
    ...{
      contract,
      pool,
      keys,
      origin,
      fetch: fetchInTime,
      operations,
      requests,
      seed,
      concurrency,
      onBatch,
    },
  });
  await made.revoke();
  for (const violation of result.violations) console.error(describe(violation));
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`${summary(result, seconds)}, ${result.violations.length} violations`);
  if (result.violations.length > 0) process.exitCode = 1;
}

/** @throws Error where nothing answers, or nothing that is well */
async function expectService(
  origin: string,
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  const response = await fetch(new Request(`${origin}/healthz`)).catch((error: Error) => {
    const { cause = error } = error;
    throw new Error(`expected a service at ${origin}, got ${String(cause)}`, { cause: error });
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`expected ${origin} to be well, got ${response.status}`);
}

function choose(id: string, publishes: boolean): readonly Operation[] {
  return contract.operations.filter((it) =>
    id === '' ? publishes || leavesNothing(it) : it.id === id,
  );
}

function leavesNothing({ target, scope }: Operation): boolean {
  return target === undefined || target.method === 'GET' || scope === 'images:write';
}

/** One line that changes on a terminal, and a line every ten seconds elsewhere. */
function showProgress(requests: number, startMs: number): (counts: Counts) => void {
  const everyMs = process.stderr.isTTY ? 200 : 10_000;
  let shownMs = startMs;
  return (counts) => {
    const nowMs = performance.now();
    if (nowMs - shownMs < everyMs) return;
    shownMs = nowMs;
    const rate = Math.round(counts.requests / ((nowMs - startMs) / 1000));
    const line = `${counts.requests} of ${requests} requests, ${rate}/s`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}  \r` : `${line}\n`);
  };
}

function describe({ operationId, message, curl, seed }: Violation): string {
  return [
    `\n${message}`,
    `  ${curl}`,
    `  npm run fuzz:api -- --operation ${operationId} --seed ${seed} --requests ${batchSize}`,
  ].join('\n');
}

function summary({ requests, outcomes }: Counts, seconds: number): string {
  const classes = ['2xx', '3xx', '4xx', '5xx'].map((name) => {
    const counts = [...outcomes].filter(([outcome]) => outcome.split(' ')[1]?.[0] === name[0]);
    return `${counts.reduce((sum, [, count]) => sum + count, 0)} ${name}`;
  });
  return `${requests} requests in ${seconds.toFixed(1)} s (${Math.round(requests / seconds)}/s): ${classes.join(', ')}`;
}

function parseWhole(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new Error(
    `expected --${option} to be a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`,
  );
}

function parseOperation(id: string): string {
  const ids = contract.operations.map((it) => it.id);
  if (id === '' || ids.includes(id)) return id;
  const actual = JSON.stringify(id);
  throw new Error(`expected --operation to be one of ${ids.join(', ')}, got ${actual}`);
}
