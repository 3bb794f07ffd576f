/** The engine of portable tests in Node. */
import { boot } from '../src/boot.ts';
import { loadNodeWasm } from '../src/node.ts';

export const engine = await boot(await loadNodeWasm());
