/**
 * More images than one request takes. Image i of a request has seed + i, and class i mod classes where none is
 * named, so a series goes on in the next request as if it were one, as long as all see the same version.
 */
import type { ComfyEdge } from '../comfy-edge.ts';
import type { EdgeImage } from '../edge-image.ts';
import type { ImageEvent } from '../resources/image-events.ts';
import type { GenerateParameters } from '../resources/images.ts';
import { UsageError } from './usage-error.ts';

/** What the contract takes. */
const mostPerRequest = 64;

export type SeriesStart = Omit<Extract<ImageEvent, { type: 'start' }>, 'type' | 'n' | 'firstIndex'>;

export interface SeriesImage {
  /** What all images have in common. */
  readonly start: SeriesStart;
  readonly image: EdgeImage;
  /** Its place in the series. */
  readonly index: number;
}

/** Yields images as they are made. @throws ComfyEdgeError, UsageError */
export async function* seriesOf(
  edge: ComfyEdge,
  parameters: GenerateParameters & { readonly n: number },
): AsyncGenerator<SeriesImage, void, void> {
  const { n } = parameters;
  let first: SeriesStart | undefined;
  for (let done = 0; done < n; ) {
    const more = first === undefined ? {} : continued(parameters.model, first, done);
    const count = Math.min(n - done, await batchOf(edge, parameters));
    for await (const event of edge.images.stream({ ...parameters, ...more, n: count })) {
      if (event.type === 'start') first ??= startOf(event);
      if (event.type === 'image' && first !== undefined) {
        yield { start: first, image: event.image, index: done + event.image.index };
      }
    }
    done += count;
  }
}

/** The version is pinned: an alias may move meanwhile. */
function continued(model: string, { digest, seed }: SeriesStart, done: number) {
  return { model: `${model.replace(/@.*$/, '')}@${digest}`, seed: (seed + done) % 2 ** 32 };
}

function startOf({
  type: _,
  n: _n,
  firstIndex: _firstIndex,
  ...start
}: Extract<ImageEvent, { type: 'start' }>) {
  return start;
}

/** Without a class, a request begins with the first of them: whole rounds keep the order. */
async function batchOf(
  edge: ComfyEdge,
  { model: reference, class: className, n }: GenerateParameters & { readonly n: number },
): Promise<number> {
  if (n <= mostPerRequest || className !== undefined) return mostPerRequest;
  const [model = '', version = 'latest'] = reference.split('@');
  const digest = /^[0-9a-f]{64}$/.test(version)
    ? version
    : (await edge.models.aliases.get(model, version)).digest;
  const { classes } = await edge.models.version(model, digest);
  const rounds = Math.floor(mostPerRequest / classes.length);
  if (rounds > 0) return rounds * classes.length;
  throw new UsageError(
    `expected --class for more than ${mostPerRequest} images of ${classes.length} classes, got none`,
  );
}
