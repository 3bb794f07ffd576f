/**
 * A provider of the AI SDK (https://ai-sdk.dev/providers/community-providers/custom-providers) with image
 * models alone: `generateImage({ model: createComfyEdge({ … }).image('fashion-mnist'), prompt: 'sneaker' })`.
 */
import { type ImageModelV4, NoSuchModelError, type ProviderV4 } from '@ai-sdk/provider';
import { EdgeImageModel } from './image-model.ts';

export interface ComfyEdgeProviderOptions {
  /** Where the service is, such as `https://comfy-edge.example.workers.dev`. */
  readonly baseUrl: string | URL;
  /** With the scope `images:write`. */
  readonly apiKey: string;
  /** Defaults to the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface ComfyEdgeProvider extends ProviderV4 {
  /** @param modelId `name`, `name@alias`, or `name@digest` to pin a version */
  image(modelId: string): ImageModelV4;
}

/** @throws TypeError when `baseUrl` is no URL */
export function createComfyEdge({
  baseUrl,
  apiKey,
  fetch = (input, init) => globalThis.fetch(input, init),
}: ComfyEdgeProviderOptions): ComfyEdgeProvider {
  if (!URL.canParse(baseUrl)) throw new TypeError(`expected baseUrl to be a URL, got ${baseUrl}`);
  const url = `${new URL(baseUrl).href.replace(/\/+$/, '')}/openai/v1/images/generations`;
  const image = (modelId: string) => new EdgeImageModel({ modelId, url, apiKey, fetch });
  const none = (modelType: 'languageModel' | 'embeddingModel') => (modelId: string) => {
    throw new NoSuchModelError({ modelId, modelType });
  };
  return {
    specificationVersion: 'v4',
    image,
    imageModel: image,
    languageModel: none('languageModel'),
    embeddingModel: none('embeddingModel'),
  };
}
