/** `npm run bench [-- engine | layers] [--quick]`. */
import { parseArgs } from 'node:util';
import { benchEngine, benchLayers } from './engine-bench.ts';

const usage = `npm run bench -- [engine | layers] [options]

  engine    races the engine against its peers, in Node and in workerd: same networks, same weights,
            images compared before anything is timed, one turn after the other; measures its layers, and
            the Worker in workerd. Prints tables, the targets last, and writes bench/results/engine.json
            and bench/charts/engine.svg
  layers    only the engine's layers: milliseconds, GFLOP/s, share of the machine's ceiling

  --quick   1 to 7 rounds instead of 20, in under 90 seconds; leaves the chart as it is
  --help    this text`;

const benchmarks = { engine: benchEngine, layers: benchLayers };

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
    const names = Object.keys(benchmarks).join(' or ');
    throw new Error(`expected a benchmark, ${names}, got "${positionals.join(' ')}"`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function isBenchmark(name: string): name is keyof typeof benchmarks {
  return Object.hasOwn(benchmarks, name);
}
