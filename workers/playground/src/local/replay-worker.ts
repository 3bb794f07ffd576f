/**
 * The service's generator in this browser, in a worker of its own: it keeps the page moving, and it alone is
 * allowed to compile WebAssembly (`assets/_headers`).
 */
import { ComfyEdge, isComfyEdgeError } from '@comfy-edge/sdk';
import { Replay } from '@comfy-edge/sdk/replay';
import type { DrawOrder, Report } from './messages.ts';

addEventListener('message', async ({ data }: MessageEvent<DrawOrder>) => {
  postMessage(await draw(data));
});

async function draw({ url, apiKey, parameters }: DrawOrder): Promise<Report> {
  try {
    const replay = new Replay({ edge: new ComfyEdge({ baseUrl: url, apiKey }) });
    await replay.load(parameters.model);
    const sinceMs = performance.now();
    const { images } = await replay.generate(parameters);
    const tookMs = performance.now() - sinceMs;
    return {
      ...{ type: 'drawn', tookMs },
      images: images.map((image) => {
        const { bytes, seed, class: name, width, height, format, receipt } = image;
        return { bytes, seed, class: name, width, height, format, receipt };
      }),
    };
  } catch (error) {
    const code = isComfyEdgeError(error) ? error.code : 'unknown';
    return { type: 'failed', code, message: error instanceof Error ? error.message : `${error}` };
  }
}
