/** Part of `npm run check`: the Worker keeps within its budget. */
import { measureBundle } from './bundle-size.ts';

/** Under the megabyte the README promises, codecs and all. */
const budgetBytes = 900 * 1024;

const { gzipBytes } = await measureBundle();
console.log(`Worker: ${gzipBytes} bytes gzipped, budget ${budgetBytes}`);
if (gzipBytes > budgetBytes) {
  console.error(`expected at most ${budgetBytes} bytes gzipped, got ${gzipBytes}`);
  process.exitCode = 1;
}
