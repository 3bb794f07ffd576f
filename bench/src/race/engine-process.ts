/**
 * One contestant in a process of its own, so that no peer's heap, compiled code or tfjs registry is
 * another's.
 */
import { type Network, outputShape, permuteAxes } from '@comfy-edge/model';
import type { Images, Prepared, PreparedCeiling } from '../engines/engine.ts';
import { isEngineName, loadEngine } from '../engines/names.ts';
import { CLASS_INDEX, loadNetwork, type NetworkName } from '../networks.ts';
import { answerRequests } from '../process/answer-requests.ts';
import { laterHalf, median } from '../statistics.ts';
import { batchOfLatents } from './latents.ts';
import type { Answer, Request } from './messages.ts';

const name = process.argv[2] ?? '';
if (!isEngineName(name)) throw new Error(`expected an engine, got "${name}"`);
const prepareEngine = await loadEngine(name);
let prepared: Prepared | PreparedCeiling | undefined;
/** The last network asked for: it is raced at several batches. */
let loaded: { readonly name: NetworkName; readonly network: Network } | undefined;

answerRequests(answer);

async function answer(request: Request): Promise<Answer> {
  if (request.ask === 'turn') {
    if (prepared === undefined) throw new Error('expected `prepare` before `turn`');
    const { ms } = await pass(prepared, request.turnMs);
    return { answer: 'turned', medianMs: median(laterHalf(ms)) };
  }
  await prepared?.dispose();
  prepared = undefined;
  const { batch, warmMs } = request;
  if (loaded?.name !== request.network) {
    loaded = { name: request.network, network: await loadNetwork(request.network) };
  }
  const { network } = loaded;
  const latents = batchOfLatents(network.graph, batch);
  prepared = await prepareEngine({ network, classIndex: CLASS_INDEX, batch, latents });
  const { images } = await pass(prepared, warmMs);
  if (images === undefined) return { answer: 'prepared' };
  const [height, width = 1, channels = 1] = outputShape(network.graph);
  const pixels =
    images.layout === 'NHWC'
      ? images.values
      : channelsLast(images.values, [batch, channels, height, width]);
  const bytes = 'draw' in prepared ? prepared.draw?.() : undefined;
  return { answer: 'prepared', drawing: { pixels, ...(bytes && { bytes }) } };
}

/** Passes, one at the least, until the time is over; the images are the last one's. */
async function pass(
  { run }: Prepared | PreparedCeiling,
  atLeastMs: number,
): Promise<{ ms: number[]; images: Images | undefined }> {
  const ms: number[] = [];
  const begin = performance.now();
  for (;;) {
    const start = performance.now();
    const images = await run();
    const end = performance.now();
    ms.push(end - start);
    if (end - begin >= atLeastMs) return { ms, images: images ?? undefined };
  }
}

function channelsLast(data: Float32Array, shape: readonly number[]): Float32Array {
  return Float32Array.from(permuteAxes({ dtype: 'F32', shape, data }, [0, 2, 3, 1]).data);
}
