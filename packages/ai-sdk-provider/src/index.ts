/** The public interface of `@comfy-edge/ai-sdk-provider`: Comfy Edge for the AI SDK's `generateImage`. */
export {
  type ComfyEdgeProvider,
  type ComfyEdgeProviderOptions,
  createComfyEdge,
} from './provider.ts';
