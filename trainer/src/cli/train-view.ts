/** `npm run train:view`: the page of a run, on this machine alone. */
import { serve } from '@hono/node-server';
import { Command } from 'commander';
import { ConfigError } from '../config/train-config.ts';
import { runPage } from '../report/run-page/app.ts';
import { summarizeRun } from '../report/run-page/run-summary.ts';
import { wholeNumber } from './parse-number.ts';
import { runCommand } from './run-command.ts';

interface Flags {
  readonly port: number;
}

const command = new Command('npm run train:view --')
  .description("Serve a run's page on 127.0.0.1: curves, samples, walk, configuration; live.")
  .argument('<run>', 'the --out of npm run train, running or not')
  .option('--port <number>', '0 takes any that is free', wholeNumber, 8790)
  .action(view);

await runCommand(command, { expected: [ConfigError] });

function view(run: string, { port }: Flags): void {
  summarizeRun(run); // Says now what is wrong with it.
  const server = serve({ fetch: runPage(run).fetch, hostname: '127.0.0.1', port }, (address) => {
    console.log(`${run}: http://127.0.0.1:${address.port} (Ctrl-C ends it)`);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const remedy = error.code === 'EADDRINUSE' ? '. Choose another --port' : '';
    console.error(`error: ${error.message}${remedy}`);
    process.exitCode = 1;
  });
  process.once('SIGINT', () => server.close());
}
