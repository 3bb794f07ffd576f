/** `npm run bench [-- engine] [--quick]`. */
import { parseArgs } from 'node:util';
import { benchEngine } from './engine-bench.ts';

const usage = `npm run bench -- [engine] [options]

Races the engine against its peers: same networks, same weights, images compared before anything is
timed, one turn after the other. Prints a table and writes bench/results/engine.json.

  --quick   1 to 7 rounds instead of 20, in under 90 seconds
  --help    this text`;

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
  else if (name === 'engine' && rest.length === 0) await benchEngine(values.quick);
  else throw new Error(`expected the benchmark "engine", got "${positionals.join(' ')}"`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
