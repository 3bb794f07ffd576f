/** A picture beside what the model makes of it, and variations of both. */
import { useCatalogue } from '../../edge/catalogue.ts';
import { useSession } from '../../edge/session.ts';
import { type Call, OWN_PICTURE } from '../../image/call.ts';
import { frameImage } from '../../image/frame-image.ts';
import { Gallery } from '../../image/gallery.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useLatest } from '../../task/use-latest.ts';
import { useTask } from '../../task/use-task.ts';
import { usePage } from '../page.ts';
import { invert, type OwnPicture, rimBrightness } from './own-picture.ts';

const VARIATIONS = 12;

const conversions = {
  depth: 'to 8 bits a sample',
  turned: 'turned upright',
  flattened: 'laid on white',
  cropped: 'cropped around its centre',
  resized: 'resized',
  gray: 'made grey',
  colour: 'given colour',
} as const;

interface SeenThroughProps {
  readonly picture: OwnPicture;
  readonly isInverted: boolean;
  readonly onInvert: (isInverted: boolean) => void;
}

/** From here on a rim counts as bright. */
const BRIGHT = 0.7;

export function SeenThrough({ picture, isInverted, onInvert }: SeenThroughProps) {
  const { edge } = useSession();
  const { version } = useCatalogue();
  const { state, hold, held } = usePage();
  const { model, digest, classes } = version;
  const named = classes.includes(state.class) ? { class: state.class } : {};
  const pinned = `${model}@${digest}`;
  const about = `${pinned} ${state.class} ${isInverted} ${picture.src.length} ${picture.src.slice(-400)}`;

  const rim = useTask(picture.src, () => rimBrightness(picture));
  const sent = useTask(`${isInverted} ${picture.src}`, () =>
    isInverted ? invert(picture) : Promise.resolve(picture),
  );
  const image = sent.isBusy ? undefined : sent.value?.bytes;
  const seen = useTask(image && about, async (signal) => {
    if (image === undefined) throw new Error('expected a picture, got none');
    const answer = await edge.reconstructions.create(
      { model: pinned, image, ...named },
      { signal },
    );
    const body = { model: pinned, ...named, image: OWN_PICTURE };
    const call: Call = {
      ...{ method: 'reconstructions.create', path: '/v1/reconstructions', body },
      ...{ take: '{ reconstruction }', file: 'reconstruction.png', mediaType: 'image/png' },
    };
    const name = `The reconstruction, as ${answer.class}`;
    return { answer, shown: frameImage(name, answer.reconstruction, call) };
  });
  const { strength, seed } = state;
  const varied = useLatest(image && `${about} ${strength} ${seed}`, async (signal) => {
    if (image === undefined) throw new Error('expected a picture, got none');
    const rest = { model: pinned, ...named, strength };
    const { images, class: name } = await edge.variations.create(
      { ...rest, image, seed, n: VARIATIONS },
      { signal },
    );
    return images.map((it) => {
      const call: Call = {
        ...{ method: 'variations.create', path: '/v1/variations' },
        body: { ...rest, class: name, seed: it.seed, n: 1, image: OWN_PICTURE },
        ...{ take: '{ images: [variation] }', file: `variation-${it.seed}.png` },
        mediaType: 'image/png',
      };
      return frameImage(`Variation of seed ${it.seed}, as ${name}`, it, call);
    });
  });
  const { answer, shown } = seen.value ?? {};
  const isBright = rim.value !== undefined && rim.value > BRIGHT && !isInverted;
  const notes = [
    ...(sent.value?.notes ?? []),
    ...(answer?.source.conversions.map((it) => conversions[it]) ?? []),
  ];

  return (
    <>
      {isBright && (
        <p class="notice">
          The ground of this picture is bright. A model that learnt on black sees more of its
          negative.{' '}
          <button type="button" class="button" onClick={() => onInvert(true)}>
            Invert it
          </button>
        </p>
      )}
      {seen.error !== undefined && <Failure error={seen.error} onRetry={seen.retry} />}
      <div class={`triptych ${seen.isBusy ? 'stale' : ''}`}>
        <figure>
          <img src={picture.src} alt="What you gave" />
          <figcaption>
            <strong>Yours</strong> <span class="muted">{picture.name}</span>
          </figcaption>
        </figure>
        {answer !== undefined && shown !== undefined && (
          <>
            <figure>
              <img class="pixels" src={answer.picture.dataUrl()} alt="What the encoder saw" />
              <figcaption>
                <strong>As the encoder saw it</strong>{' '}
                <span class="muted">{notes.join(', ') || 'as it was'}</span>
              </figcaption>
            </figure>
            <figure>
              <img class="pixels" src={shown.src} alt={shown.name} />
              <figcaption>
                <strong>As the model says it</strong>{' '}
                <span class="muted">
                  {answer.class}
                  {answer.classGiven ? '' : ', the nearest class'};{' '}
                  {answer.meanAbsoluteLevels.toFixed(1)} of 255 levels apart
                </span>{' '}
                <button type="button" class="button small" onClick={() => hold(shown)}>
                  Look closer
                </button>
              </figcaption>
            </figure>
          </>
        )}
      </div>
      <h2>Variations</h2>
      <p class="status" role="status">
        {varied.tookMs !== undefined && (
          <span>
            <strong>{VARIATIONS}</strong> in <strong>{Math.round(varied.tookMs)} ms</strong>
          </span>
        )}
      </p>
      {varied.error !== undefined && seen.error === undefined && (
        <Failure error={varied.error} onRetry={varied.retry} />
      )}
      <Gallery
        label="Variations"
        images={varied.value ?? []}
        total={varied.error === undefined ? VARIATIONS : 0}
        shape={version.image.width / version.image.height}
        caption={() => []}
        isPicked={(it) => held?.src === it.src}
        onPick={hold}
      />
    </>
  );
}
