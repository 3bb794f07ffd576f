/** `npm run size`, a part of `npm run check`: what is shipped keeps within its budgets, gzipped. */
import { clientGzipBytes } from '../packages/sdk/build/client-size.ts';
import { measureBundle } from './bundle-size.ts';
import { playgroundGzipBytes } from './playground-size.ts';

interface Size {
  readonly what: string;
  /** Undefined where there is none. */
  readonly gzipBytes: number | undefined;
  readonly budgetBytes: number;
}

// First: it makes the files that are served beside the Worker.
const worker = await measureBundle();
const sizes: readonly Size[] = [
  // Under the megabyte the README promises, codecs and all.
  { what: 'Worker', gzipBytes: worker.gzipBytes, budgetBytes: 900 * 1024 },
  { what: 'SDK without replay', gzipBytes: await clientGzipBytes(), budgetBytes: 8_000 },
  {
    what: "Playground's JavaScript without the engine",
    gzipBytes: await playgroundGzipBytes(),
    budgetBytes: 150_000,
  },
];
for (const { what, gzipBytes, budgetBytes } of sizes) {
  const isOver = gzipBytes !== undefined && gzipBytes > budgetBytes;
  const columns = [what.padEnd(44), show(gzipBytes), 'of', show(budgetBytes), 'bytes'];
  console.log(columns.join(' ') + (isOver ? '  TOO LARGE' : ''));
  if (isOver) process.exitCode = 1;
}

function show(bytes: number | undefined): string {
  return (bytes === undefined ? 'none' : bytes.toLocaleString('en')).padStart(9);
}
