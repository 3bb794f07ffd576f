/** This project's engine in Node. */
import { boot } from '@comfy-edge/runtime';
import { loadNodeWasm } from '@comfy-edge/runtime/node';
import { prepareProgram } from './comfy-edge.ts';
import type { Prepared, Workload } from './engine.ts';

export async function prepareComfyEdge(workload: Workload): Promise<Prepared> {
  return prepareProgram(await boot(await loadNodeWasm()), workload);
}
