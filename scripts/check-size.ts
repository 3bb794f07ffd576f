/** Part of `npm run check`: the Worker keeps within its budget. */
import { measureBundle } from './bundle-size.ts';

/** Well under the megabyte the README promises, so that growth is noticed while it is small. */
const budgetBytes = 350 * 1024;

const { gzipBytes } = await measureBundle();
console.log(`Worker: ${gzipBytes} bytes gzipped, budget ${budgetBytes}`);
if (gzipBytes > budgetBytes) {
  console.error(`expected at most ${budgetBytes} bytes gzipped, got ${gzipBytes}`);
  process.exitCode = 1;
}
