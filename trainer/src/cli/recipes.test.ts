/** The recipes for schedulers: that shell and YAML are sound, and that they ask for options there are. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const slurm = pathOf('../../sweeps/slurm-array.sh');
const kubernetes = pathOf('../../sweeps/kubernetes-job.yaml');
const dockerfile = pathOf('../../Dockerfile');

const help = execFileSync(process.execPath, [pathOf('./train.ts'), '--help'], { encoding: 'utf8' });

/** Options in some lines: `--set`, `--out`. */
function optionsOf(lines: string): readonly string[] {
  return [...lines.matchAll(/(?<=^|\s)--[a-z-]+/g)].map(([option]) => option);
}

it('Slurm: bash reads it, and every option is one of npm run train', () => {
  execFileSync('bash', ['-n', slurm]);
  const [, command = ''] = readFileSync(slurm, 'utf8').split('train.ts', 2);
  const options = optionsOf(command.split(/[^\\]\n/, 1)[0] ?? '');
  expect(options).toContain('--backend');
  for (const option of options) expect(help).toContain(`${option} `);
});

it('Kubernetes: an Indexed Job whose arguments are options of npm run train', () => {
  const { spec } = parse(readFileSync(kubernetes, 'utf8'));
  expect(spec.completionMode).toBe('Indexed');
  const [{ args }] = spec.template.spec.containers;
  expect(args).toContain('--backend=tfjs-node-gpu');
  for (const arg of args) expect(help).toContain(`${arg.split('=', 1)[0]} `);
});

it('Docker: the example asks for options of npm run train', () => {
  const [, example = ''] = readFileSync(dockerfile, 'utf8').split(
    /comfy-edge-trainer \\\n#(?=.*--preset)/,
    2,
  );
  const options = optionsOf(example.split('\n', 1)[0] ?? '');
  expect(options).toContain('--backend');
  for (const option of options) expect(help).toContain(`${option} `);
});
