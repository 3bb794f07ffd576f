#!/usr/bin/env node
/** `comfy-edge`: the process around the command line, and the signals that end it. */
import { exitCodes } from './exit-code.ts';
import { runCli } from './run-cli.ts';

/** Takes a line of progress away, which would stay half-drawn. */
function eraseProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
}

process.once('SIGINT', () => {
  eraseProgress();
  // Windows knows no end by a signal; elsewhere a shell that runs a loop ends it only for one.
  if (process.platform === 'win32') process.exit(exitCodes.interrupted);
  process.kill(process.pid, 'SIGINT');
});

for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.brokenPipe);
  });
}

try {
  process.exitCode = await runCli(process.argv.slice(2), process);
} catch (error) {
  eraseProgress();
  console.error('comfy-edge: a defect of this program; please report it with what follows');
  console.error(error);
  process.exitCode = exitCodes.defect;
}
