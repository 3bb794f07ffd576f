/** `npm run bench -- api`: what the real Worker takes for a request, by operation and format. */
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  buildEdge,
  EDGE,
  type Edge,
  type MeasuredModel,
  publishMeasured,
} from '../../../scripts/edge/edge.ts';
import { Connection } from '../../../scripts/workerd/connection.ts';
import { type LocalWorker, startWorkerd, type Workerd } from '../../../scripts/workerd/workerd.ts';
import { createKey } from '../../../workers/api/scripts/create-key.ts';
import { measureCalls } from '../limits/load.ts';
import { formatTable } from '../report/format-table.ts';
import { describeMachine, describeVersions, writeText } from '../report/report.ts';
import { targetsTable } from '../report/table.ts';
import { print, showProgress } from '../report/terminal.ts';
import type { ApiRow } from './api-row.ts';
import { judgeApi } from './api-targets.ts';
import {
  BARE,
  type Baseline,
  bareRequests,
  bareWorker,
  baselineOf,
  type Format,
  prepareBare,
} from './bare-worker.ts';
import { type CpuEffort, measureCpu } from './measure-cpu.ts';
import { expectAnswer, type Scenario } from './scenario.ts';
import { type Subject, scenariosOf } from './scenarios.ts';
import { measureStartupCpu } from './startup-cpu.ts';

const results = new URL('../../results/api.json', import.meta.url);

interface Effort extends CpuEffort {
  readonly loadSeconds: number;
  readonly starts: number;
}
const thorough: Effort = { rounds: 7, turnMs: 150, warmMs: 600, loadSeconds: 2, starts: 5 };
const quick: Effort = { rounds: 3, turnMs: 60, warmMs: 200, loadSeconds: 1, starts: 1 };

const CLASS = 'sneaker';
const LEAST_ANSWERS = 40;
/** Every limit there is, none of them reached. */
const ENOUGH = {
  ...{ imagesPerMinute: 1e6, imagesPerDay: 1e8 },
  ...{ cpuMsPerMinute: 1e7, cpuMsPerDay: 1e9 },
};

export async function benchApi(isQuick: boolean): Promise<void> {
  const effort = isQuick ? quick : thorough;
  const machine = describeMachine();
  print(`${machine.cpu}, ${machine.cores} cores, load ${machine.loadAverage} before\n`);
  showProgress('bundling the Worker');
  const edge = await buildEdge();
  const { rows, baseline } = await measureWorker(edge, effort);
  showProgress('starting the Worker');
  const startupCpuMs = await measureStartupCpu(effort.starts);
  const targets = judgeApi({ rows, gzipBytes: edge.gzipBytes, startupCpuMs });
  print(`${rowsTable(rows)}\n`);
  print(`${baselineText(baseline)}\n`);
  print(`${targetsTable(targets)}\n`);
  const report = {
    machine: { ...machine, rounds: effort.rounds },
    versions: describeVersions(),
    rows: rows.map(rounded),
    baseline,
    worker: { gzipBytes: edge.gzipBytes, startupCpuMs },
    targets,
  };
  await writeText(results, `${JSON.stringify(report, null, 2)}\n`);
  print(`${effort.rounds} rounds; wrote ${fileURLToPath(results)}`);
}

async function measureWorker(
  edge: Edge,
  effort: Effort,
): Promise<{ rows: ApiRow[]; baseline: Baseline }> {
  const bindings = { ...edge.worker.bindings, RECEIPT_KEYS: drawReceiptKeys() };
  const [api, bare] = [{ ...edge.worker, bindings }, await bareWorker()];
  const workerd = await startWorkerd([api, bare, forgetful(api), forgetful(bare), open(api)]);
  try {
    const { processId } = workerd;
    if (processId === undefined) throw new Error('expected a system that accounts for processes');
    const urls = async (name: string) => ({
      origin: await workerd.url(name),
      forgetful: await workerd.url(forgetfulName(name)),
    });
    const [ours, theirs] = [await urls(EDGE), await urls(BARE)];
    const publicOrigin = await workerd.url(OPEN);
    const model = await publishMeasured(workerd, edge);
    await prepareBare(theirs.origin, await workerd.database(BARE));
    const scenarios = scenariosOf(await subjectOf(workerd, model, edge.adminKey)).map((it) => ({
      ...it,
      origin: originOf(it),
    }));
    function originOf({ standIns = [], isPublic }: Scenario): URL {
      if (isPublic === true) return publicOrigin;
      return standIns.includes('missed') ? ours.forgetful : ours.origin;
    }
    const baseRequests = bareRequests(theirs);
    const cpuMs = await measureCpu(
      processId,
      [...baseRequests, ...scenarios],
      effort,
      showProgress,
    );
    const baseline = baselineOf(cpuMs.slice(0, baseRequests.length));
    const rows: ApiRow[] = [];
    for (const [index, scenario] of scenarios.entries()) {
      const { route, format, origin } = scenario;
      showProgress(`requests a second: ${route} as ${format}`);
      const ownMs = cpuMs[baseRequests.length + index] ?? Number.NaN;
      rows.push(await rowOf(scenario, origin, ownMs, baseline, effort.loadSeconds));
    }
    return { rows, baseline };
  } finally {
    await workerd.dispose();
  }
}

/**
 * The same Worker with a Cache API that keeps nothing. The local stand-in writes every image to a database and
 * to a file, which takes more processor time than all of the Worker, and never the same.
 */
function forgetful(worker: LocalWorker): LocalWorker {
  return { ...worker, name: forgetfulName(worker.name), cacheAPI: false };
}

const OPEN = 'open';

/** The same Worker, the same storage, and images for everybody. */
function open(worker: LocalWorker): LocalWorker {
  return { ...worker, name: OPEN, bindings: { ...worker.bindings, PUBLIC_IMAGES: 'true' } };
}

function forgetfulName(worker: string): string {
  return `${worker}-forgetful`;
}

async function rowOf(
  { route, format, cached, standIns = [], status, isImage, call }: Scenario,
  origin: URL,
  wholeCpuMs: number,
  { standInCpuMs, imageCpuMs }: Baseline,
  seconds: number,
): Promise<ApiRow> {
  const cpuMs = wholeCpuMs - standIns.reduce((sum, it) => sum + standInCpuMs[it], 0);
  let count = 0;
  const load = await measureCalls(origin, () => call(count++), {
    // By number: on a busy machine no time is sure to be enough for an answer.
    amount: Math.max(LEAST_ANSWERS, Math.round((1000 * seconds) / wholeCpuMs)),
    ...(status !== undefined && { status }),
  }).catch((cause: Error) => {
    throw new Error(`${route} as ${format}: ${cause.message}`, { cause });
  });
  const { p50Ms, p95Ms, p99Ms } = load.latency;
  return {
    ...{ route, format, cached, cpuMs },
    ...(isImage && { overheadMs: cpuMs - imageCpuMs[format as Format] }),
    ...{ p50Ms, p95Ms, p99Ms, requestsPerSecond: load.requestsPerSecond },
  };
}

/** An image by address, which is then in the cache in every format, and what the requests say of it. */
async function subjectOf(
  workerd: Workerd,
  { name, digest, apiKey }: MeasuredModel,
  adminKey: string,
): Promise<Subject> {
  const origin = await workerd.url(EDGE);
  const connection = new Connection(origin);
  const limitedKey = await createKey({
    ...{ url: origin.origin, adminKey, name: 'limited', scopes: ['images:write'], quotas: ENOUGH },
  });
  const imageAs = async (format: string) => {
    const path = `/v1/models/${name}/versions/${digest}/images/1.${format}?class=${CLASS}`;
    const headers = { Authorization: `Bearer ${adminKey}` };
    const reply = await connection.send({ method: 'GET', path, headers });
    expectAnswer({ route: path, format }, reply);
    return reply;
  };
  try {
    await imageAs('webp');
    await imageAs('jpeg');
    const { body, headers } = await imageAs('png');
    const entityTag = headers.etag ?? '';
    return {
      adminKey,
      apiKey,
      limitedKey,
      name,
      digest,
      className: CLASS,
      picture: body,
      entityTag,
    };
  } finally {
    connection.close();
  }
}

/** A deployment signs. */
function drawReceiptKeys(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return JSON.stringify({ keys: [privateKey.export({ format: 'jwk' })] });
}

function rowsTable(rows: readonly ApiRow[]): string {
  return formatTable(
    ['route', 'format', 'cached', 'CPU ms', 'above', 'p50 ms', 'p95 ms', 'p99 ms', 'a second'],
    rows.map((row) => [
      ...[row.route, row.format, row.cached ? 'yes' : 'no', row.cpuMs.toFixed(2)],
      row.overheadMs?.toFixed(2) ?? '',
      ...[row.p50Ms, row.p95Ms, row.p99Ms].map((it) => it.toFixed(1)),
      row.requestsPerSecond.toFixed(0),
    ]),
    [0, 1, 2],
  );
}

function baselineText({ requestCpuMs, standInCpuMs, imageCpuMs }: Baseline): string {
  const ms = (value: number) => value.toFixed(2);
  const images = Object.entries(imageCpuMs).map(([format, value]) => `${format} ${ms(value)}`);
  return [
    `above: CPU ms above engine and encoder, which take for one image: ${images.join(', ')}`,
    `an answer without any work takes ${ms(requestCpuMs)} ms; taken off is what local stand-ins take, which no Worker`,
    `is billed for: of the Cache API ${ms(standInCpuMs.found)} ms for a hit and ${ms(standInCpuMs.missed)} ms for a miss in one that keeps`,
    `nothing, of D1 ${ms(standInCpuMs.row)} ms for a row, of Durable Objects ${ms(standInCpuMs.object)} ms for a call that writes`,
  ].join('\n');
}

function rounded({ route, format, cached, ...figures }: ApiRow) {
  const round = (value: number) => Math.round(1000 * value) / 1000;
  const entries = Object.entries(figures).map(([name, value]) => [name, round(value)] as const);
  return { route, format, cached, ...Object.fromEntries(entries) };
}
