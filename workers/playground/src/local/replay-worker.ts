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

async function draw({ url, apiKey, parameters, receipts }: DrawOrder): Promise<Report> {
  try {
    const replay = new Replay({ edge: new ComfyEdge({ baseUrl: url, apiKey }) });
    await replay.load(parameters.model);
    const sinceMs = performance.now();
    const { images } = await replay.generate(parameters);
    const tookMs = performance.now() - sinceMs;
    const drawn = images.map(async (image, i) => {
      const { seed, class: name, width, height, format, receipt } = image;
      const theirs = receipts[i];
      const bytes =
        theirs !== undefined && isSigned(theirs) ? await replay.file(theirs) : image.bytes;
      return { bytes, seed, class: name, width, height, format, receipt };
    });
    return { ...{ type: 'drawn', tookMs }, images: await Promise.all(drawn) };
  } catch (error) {
    const code = isComfyEdgeError(error) ? error.code : 'unknown';
    return { type: 'failed', code, message: error instanceof Error ? error.message : `${error}` };
  }
}

/** A JWS in its compact form whose third part is there. */
function isSigned(receipt: string): boolean {
  return !receipt.endsWith('.');
}
