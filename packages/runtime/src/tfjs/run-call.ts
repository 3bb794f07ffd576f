/** Carries out a call that ours take: on a layer prepared before, or now. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Engine } from '../boot.ts';
import type { Call } from './call.ts';
import { type Layer, prepareLayer } from './layer.ts';
import type { LayerCache } from './layer-cache.ts';
import { planLayer } from './plan-layer.ts';

/**
 * @returns a tensor, the caller's to dispose, or undefined where the layer is larger than the whole cache
 * @throws EngineError `budget_exceeded` when the heap has no room
 */
export function runCall(
  engine: Engine,
  backend: BackendWasm,
  cache: LayerCache,
  call: Call,
): TensorInfo | undefined {
  const layer = layerFor(engine, backend, cache, call);
  if (layer === undefined) return undefined;
  const output = backend.makeOutput(call.outShape, 'float32');
  layer.run({
    images: call.images,
    input: addressOf(backend, call.input),
    output: addressOf(backend, output),
    bias: call.bias && addressOf(backend, call.bias),
    slope: call.slope,
  });
  return output;
}

function layerFor(
  engine: Engine,
  backend: BackendWasm,
  cache: LayerCache,
  { geometry, filter, slope }: Call,
): Layer | undefined {
  const { id, memoryOffset } = backend.dataIdMap.get(filter.dataId);
  const isLinear = slope === 1;
  const key = [isLinear, ...Object.values(geometry)].join();
  const layer = cache.get(id, key);
  if (layer !== undefined) return layer;
  const plan = planLayer(geometry, isLinear);
  if (plan.sizeBytes > cache.maxBytes) return undefined;
  return cache.add(id, key, plan.sizeBytes, () => prepareLayer(engine, plan, memoryOffset));
}

function addressOf(backend: BackendWasm, { dataId }: TensorInfo): number {
  return backend.dataIdMap.get(dataId).memoryOffset;
}
