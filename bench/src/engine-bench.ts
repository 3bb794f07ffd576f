/** `npm run bench`: the race, the layers, the limits; then their tables, the JSON and the chart. */
import { fileURLToPath } from 'node:url';
import { compile, countMultiplyAdds } from '@comfy-edge/model';
import { planGraph } from '@comfy-edge/runtime';
import { profileLayers } from './layers/profile.ts';
import { measureLimits } from './limits/measure-limits.ts';
import { benchedNetworks, loadNetwork } from './networks.ts';
import { race } from './race/race.ts';
import { drawChart } from './report/chart.ts';
import { describeMachine, describeVersions, writeReport, writeText } from './report/report.ts';
import { layersTable, limitsText, rowsTable, targetsTable } from './report/table.ts';
import { judge } from './report/targets.ts';
import { showProgress as onProgress, print } from './report/terminal.ts';

const results = new URL('../results/engine.json', import.meta.url);
const chart = new URL('../charts/engine.svg', import.meta.url);

/** How much work a run is. */
const thorough = {
  // WebAssembly is compiled anew, and better, while it runs: seconds pass until it is as fast as it gets.
  race: {
    rounds: 20,
    heatMs: Number.POSITIVE_INFINITY,
    turnMs: 150,
    warmMs: 3000,
    referenceMultiplyAdds: Number.POSITIVE_INFINITY,
  },
  layers: { rounds: 20, turnMs: 100 },
  limits: {
    coldStarts: 30,
    cpuWarmUp: 1000,
    cpuRequests: 2000,
    loadSeconds: 10,
    largeRequests: 20,
  },
};
const quick = {
  race: { rounds: 7, heatMs: 1500, turnMs: 50, warmMs: 300, referenceMultiplyAdds: 1e9 },
  layers: { rounds: 6, turnMs: 20 },
  limits: { coldStarts: 7, cpuWarmUp: 300, cpuRequests: 300, loadSeconds: 2, largeRequests: 4 },
};

export async function benchEngine(isQuick: boolean): Promise<void> {
  const effort = isQuick ? quick : thorough;
  const networks = benchedNetworks();
  const machine = describeMachine();
  const { cpu, cores, loadAverage } = machine;
  print(`${cpu}, ${cores} cores, load ${loadAverage}; one thread an engine\n`);
  const { rows, rounds, exactness } = await race({
    ...effort.race,
    networks,
    batches: [1, 16],
    onProgress,
    onRows(done, largestDifference) {
      print(`${rowsTable(done)}\npixels at most ${largestDifference.toExponential(1)} apart\n`);
    },
  });
  const layers = await profileLayers({ ...effort.layers, networks, onProgress });
  print(`${layersTable(layers)}\n`);
  const { limits, latency } = await measureLimits({ ...effort.limits, onProgress });
  print(`${limitsText(limits, latency)}\n`);
  const plannedShare = await plannedShareOf('reference-56');
  const targets = judge({ rows, limits, exactness, plannedShare });
  print(`${targetsTable(targets)}\n`);
  await writeReport(results, {
    machine: { ...machine, rounds },
    versions: describeVersions(),
    ...{ rows, limits, latency, exactness, layers, targets },
  });
  print(`${rounds} round(s) or more; wrote ${fileURLToPath(results)}`);
  if (isQuick) return;
  // The chart is shown in documents: a quick run's figures are not good enough for it.
  await writeText(chart, drawChart(rows));
  print(`Wrote ${fileURLToPath(chart)}`);
}

/** `npm run bench -- layers` */
export async function benchLayers(isQuick: boolean): Promise<void> {
  const { layers } = isQuick ? quick : thorough;
  print(layersTable(await profileLayers({ ...layers, networks: benchedNetworks(), onProgress })));
}

/** Multiplications as the plan does them, over those by definition. */
async function plannedShareOf(name: 'reference-56'): Promise<number> {
  const { graph } = compile(await loadNetwork(name));
  return planGraph(graph).multiplyAdds / countMultiplyAdds(graph);
}
