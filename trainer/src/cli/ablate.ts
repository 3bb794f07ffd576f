/** `npm run ablate`: trains the ladder from the article's training to ours and writes what each rung brings. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname } from 'node:path';
import { countMultiplyAdds } from '@comfy-edge/model';
import { Command } from 'commander';
import { type AblationRow, ablationPage } from '../ablate/ablation-table.ts';
import { ladder, ladderPreset, overridesOf, type Rung } from '../ablate/ladder.ts';
import { argumentsOf, trainRung } from '../ablate/train-rung.ts';
import { codeState } from '../config/code-state.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import { ConfigError } from '../config/train-config.ts';
import { generatorGraph } from '../networks/generator.ts';
import { append } from './append.ts';
import { atLeastOne, wholeNumber } from './parse-number.ts';
import { runCommand } from './run-command.ts';

interface Flags {
  readonly data: string;
  readonly out: string;
  readonly budget: number;
  readonly measure: number;
  readonly rungs?: string;
  readonly seed: number;
  readonly workers: number;
  readonly set: readonly string[];
  readonly write: string;
  readonly dryRun: boolean;
}

const command = new Command('npm run ablate --')
  .description('Train the ladder of additions on equal budgets and write a table of them.')
  .requiredOption('--data <path>', 'as npm run train takes it')
  .requiredOption(
    '--out <dir>',
    'a run a rung; an interrupted ladder goes on with the same command',
  )
  .option('--budget <images>', 'real images each rung is trained on', atLeastOne, 40_000)
  .option('--measure <images>', 'samples of each rung that are measured', atLeastOne, 5000)
  .option('--rungs <names>', `some of ${ladder.map(({ name }) => name).join(',')}`)
  .option('--seed <u32>', 'of weights, order and noise', wholeNumber, 1)
  .option('--workers <count>', 'threads that share every batch', atLeastOne, 1)
  .option('--set <field=value>', 'override a field in every rung; may be repeated', append, [])
  .option('--write <file>', 'the page; the figures go beside it as .json', 'docs/ablation.md')
  .option('--dry-run', 'print the commands and stop', false)
  .addHelpText(
    'after',
    '\nExample: npm run ablate -- --data data/fashion-mnist --out runs/ablation --workers 2',
  )
  .action(ablate);

await runCommand(command, { expected: [ConfigError] });

async function ablate(flags: Flags): Promise<void> {
  const rungs = chosen(flags.rungs);
  // Ctrl-C reaches the child as well, which leaves a checkpoint and ends; then so do we.
  process.on('SIGINT', () => {});
  const rows: AblationRow[] = [];
  for (const rung of rungs) {
    const settings = settingsOf(rung, flags);
    const config = resolveConfig(settings.preset, settings.overrides);
    const place = { root: flags.out, name: rung.name, data: flags.data, workers: flags.workers };
    console.log(`\n${rung.name}: npm run train -- ${quoted(argumentsOf(place, settings))}`);
    if (flags.dryRun) continue;
    const outcome = await trainRung(place, settings, console.log);
    if (outcome === 'interrupted') {
      console.error(`stopped at ${rung.name}; go on with the same command`);
      process.exitCode = 130;
      return;
    }
    const { name, change, branch = false } = rung;
    const graph = generatorGraph(config.generator, config.image, 1);
    rows.push({ name, change, branch, multiplyAdds: countMultiplyAdds(graph), outcome });
    write(flags, rows);
  }
}

/** After every rung, so that a long night's first rungs can be read at its middle. */
function write(flags: Flags, rows: readonly AblationRow[]): void {
  const ablation = {
    budgetImages: flags.budget,
    measuredImages: flags.measure,
    seed: flags.seed,
    data: basename(flags.data),
    workers: flags.workers,
    processor: cpus()[0]?.model ?? 'an unnamed processor',
    date: new Date().toISOString(),
    commit: codeState().git?.commit ?? 'none',
    command: `npm run ablate -- ${quoted(process.argv.slice(2))}`,
    rows,
  };
  mkdirSync(dirname(flags.write), { recursive: true });
  writeFileSync(flags.write, ablationPage(ablation));
  writeFileSync(
    `${flags.write.replace(/\.md$/, '')}.json`,
    `${JSON.stringify(ablation, null, 2)}\n`,
  );
}

function settingsOf(rung: Rung, { budget, measure, seed, set }: Flags) {
  const overrides = [
    ...overridesOf(rung.name),
    'epochs=1',
    `epochImages=${budget}`,
    `seed=${seed}`,
    'quality.everyEpochs=1',
    `quality.images=${measure}`,
    'checkpointMinutes=2',
    ...set,
  ];
  return { preset: ladderPreset, overrides };
}

/** @throws ConfigError for a name that is none */
function chosen(names: string | undefined): readonly Rung[] {
  if (names === undefined) return ladder;
  return names.split(',').map((name) => {
    const rung = ladder.find((candidate) => candidate.name === name);
    if (rung !== undefined) return rung;
    const known = ladder.map((candidate) => candidate.name).join(', ');
    throw new ConfigError(`--rungs: expected some of ${known}, got ${name}`);
  });
}

/** As a shell takes them. */
function quoted(args: readonly string[]): string {
  return args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ');
}
