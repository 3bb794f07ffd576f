/** The same batch drawn in this browser, and whether its bytes are those of the edge. */
import { useSession } from '../edge/session.ts';
import { type Batch, dataUrl } from '../image/image-stream.ts';
import { parametersOf } from '../image/recipe.ts';
import type { ShownImage } from '../image/shown-image.ts';
import { useTask } from '../task/use-task.ts';
import { drawHere } from './draw-here.ts';

interface HereProps {
  readonly batch: Batch;
  /** What the edge made of it so far. */
  readonly images: readonly ShownImage[];
  readonly isBusy: boolean;
}

const reasons: Readonly<Record<string, string>> = {
  simd_missing:
    'This browser has no WebAssembly SIMD, on which every image depends to the bit. The edge draws them instead.',
  wasm_refused: 'This browser does not let the page compile WebAssembly. The edge draws instead.',
  engine_mismatch: 'This page and the service have different engines; their bytes may differ.',
  digest_mismatch: 'The weights were changed on their way here, so nothing was drawn with them.',
};

export function Here({ batch, images, isBusy }: HereProps) {
  const { url, apiKey } = useSession();
  const parameters = { ...parametersOf(batch.recipe), n: batch.n };
  const receipts = images.map(({ receipt }) => receipt);
  const task = useTask(
    isBusy ? undefined : JSON.stringify([parameters, apiKey ?? '', receipts]),
    (signal) => drawHere({ url, apiKey, parameters, receipts }, signal),
  );
  const { value, error } = task;
  const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
  const same = value?.images.filter((image, i) => isSame(image.bytes, images[i]?.bytes)).length;
  const isCompared = !isBusy && !task.isBusy && value?.images.length === images.length;
  return (
    <section class="card here" aria-label="In this browser">
      <div class="row between">
        <h2>In this browser</h2>
        {isCompared && (
          <span class={`badge ${same === images.length ? 'good' : 'bad'}`}>
            {same === images.length ? 'the same bytes' : 'other bytes'}
          </span>
        )}
      </div>
      <p class="status" role="status">
        {error !== undefined ? (
          <span>{reasons[code] ?? (error instanceof Error ? error.message : `${error}`)}</span>
        ) : isBusy || task.isBusy ? (
          <span>Fetching the engine and the weights, and drawing…</span>
        ) : (
          value !== undefined && (
            <>
              <span>
                <strong>{value.images.length}</strong> images drawn here in{' '}
                <strong>{Math.round(value.tookMs)} ms</strong>
              </span>
              <span>
                <strong>{same}</strong> of {images.length} equal the edge’s, byte for byte
              </span>
            </>
          )
        )}
      </p>
      <ul class="contact">
        {value?.images.map((image) => (
          <li key={image.seed}>
            <img
              class="pixels"
              src={dataUrl(image.bytes, `image/${image.format}`)}
              alt={`${image.class}, seed ${image.seed}, drawn here`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function isSame(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((byte, i) => byte === other[i]);
}
