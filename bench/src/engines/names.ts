/** The contestants by name; each is loaded in its own process alone. */
import type { Prepare } from './engine.ts';

const loaders = {
  'comfy-edge': async () => (await import('./comfy-edge-node.ts')).prepareComfyEdge,
  'tfjs-layers': async () => (await import('./tfjs-layers.ts')).prepareTfjsLayers,
  'tfjs-passes': async () => (await import('./tfjs-passes.ts')).prepareTfjsPasses,
  'ort-web': async () => (await import('./onnx-runtime.ts')).prepareOrtWeb,
  'ort-native': async () => (await import('./onnx-runtime.ts')).prepareOrtNative,
  ceiling: async () => (await import('./ceiling.ts')).prepareCeiling,
} satisfies Record<string, () => Promise<Prepare>>;

export type EngineName = keyof typeof loaders;

export const engineNames = Object.keys(loaders) as readonly EngineName[];

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(loaders, name);
}

export function loadEngine(name: EngineName): Promise<Prepare> {
  return loaders[name]();
}
