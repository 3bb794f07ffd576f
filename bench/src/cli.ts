/** `npm run bench [-- engine | layers | api | train] [--quick]`. */
import { parseArgs } from 'node:util';
import { benchApi } from './api/api-bench.ts';
import { benchEngine, benchLayers } from './engine-bench.ts';
import { benchTraining } from './train/train-bench.ts';

const usage = `npm run bench -- [engine | layers | api | train] [options]

  engine    races the engine against its peers, in Node and in workerd: same networks, same weights,
            images compared before anything is timed, one turn after the other; measures its layers, and
            the Worker in workerd. Prints tables, the targets last, and writes bench/results/engine.json
            and bench/charts/engine.svg
  layers    only the engine's layers: milliseconds, GFLOP/s, share of the machine's ceiling
  api       the real Worker in workerd, signing receipts: CPU milliseconds, latency and requests a second of
            every operation that makes pixels, in every format, cached and not, beside the engine and the
            encoders alone; its size and its startup. Prints a table, the targets last, and writes
            bench/results/api.json
  train     images a second of training, on every backend that the machine has; writes
            bench/results/train.json

  --quick   fewer and shorter rounds: engine under 90 seconds, api under 2 minutes, train under 4; leaves
            the chart as it is
  --help    this text`;

const benchmarks = {
  engine: benchEngine,
  layers: benchLayers,
  api: benchApi,
  train: benchTraining,
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [name = 'engine', ...rest] = positionals;
  if (values.help) console.log(usage);
  else if (rest.length === 0 && isBenchmark(name)) await benchmarks[name](values.quick);
  else {
    const names = Object.keys(benchmarks).join(', ');
    throw new Error(`expected one of the benchmarks ${names}, got "${positionals.join(' ')}"`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function isBenchmark(name: string): name is keyof typeof benchmarks {
  return Object.hasOwn(benchmarks, name);
}
