/** What the edge says of an image when it is asked for it by its address: from where, and how fast. */
import { useReducer } from 'preact/hooks';
import { readAddress } from '../edge/read-address.ts';
import { useSession } from '../edge/session.ts';
import { Failure } from '../shell/failure.tsx';
import { useTask } from '../task/use-task.ts';
import { addressOf } from './recipe.ts';
import type { ShownImage } from './shown-image.ts';

export function EdgeFacts({ image }: { readonly image: ShownImage }) {
  const { edge, apiKey } = useSession();
  const [asked, ask] = useReducer((count: number) => count + 1, 0);
  const address = image.recipe && addressOf(image.recipe);
  const url = address && edge.images.url(address);
  const task = useTask(url && `${url} ${asked}`, (signal) =>
    url === undefined ? Promise.reject(new Error('no address')) : readAddress(url, apiKey, signal),
  );
  const { value, error } = task;
  return (
    <>
      <dl class="facts">
        <dt>Size</dt>
        <dd>
          {image.width} × {image.height}, {image.format.toUpperCase()}, {image.bytes.length} bytes
        </dd>
        {address !== undefined && (
          <>
            <dt>Edge</dt>
            <dd>
              {value === undefined ? (
                error === undefined ? (
                  'asking…'
                ) : (
                  'no answer'
                )
              ) : (
                <span class="row">
                  <span>{value.tookMs.toFixed(1)} ms</span>
                  <span class={`badge ${value.isCached ? 'good' : ''}`}>
                    {value.isCached ? 'cache hit' : 'made now'}
                  </span>
                  <button type="button" class="button quiet small" onClick={() => ask(undefined)}>
                    Ask again
                  </button>
                </span>
              )}
            </dd>
            {value !== undefined && value.phases.length > 0 && (
              <>
                <dt>Of that</dt>
                <dd>
                  {value.phases.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`).join(' · ')} ms
                </dd>
              </>
            )}
            {value !== undefined && (
              <>
                <dt>Bytes</dt>
                <dd>
                  {sameBytes(value.bytes, image.bytes) ? (
                    <span class="badge good">the same by address</span>
                  ) : (
                    <span class="badge bad">others by address</span>
                  )}
                </dd>
              </>
            )}
          </>
        )}
      </dl>
      {error !== undefined && <Failure error={error} onRetry={task.retry} />}
    </>
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
