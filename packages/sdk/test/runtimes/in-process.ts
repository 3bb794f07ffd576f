/** In Node, Deno and Bun: the job comes as an argument, the answer goes to standard output. */
import { runSuites } from './suites.ts';

declare const process: { readonly argv: readonly string[]; exit(code: number): void };

runSuites(JSON.parse(process.argv[2] ?? '{}')).then((results) => {
  console.log(JSON.stringify(results));
  process.exit(0);
});
