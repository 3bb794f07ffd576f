/** Inside the repository, in Node: the modules as the packages have them. The published package has its own. */
import { loadNodeCodecs, loadNodeWasm } from '@comfy-edge/runtime/node';
import type { LoadModule } from './module-name.ts';

export const loadModule: LoadModule = async (name) =>
  name === 'backend' || name === 'kernels'
    ? (await loadNodeWasm())[name]
    : (await loadNodeCodecs())[name];
