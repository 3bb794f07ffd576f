/** Images of consecutive seeds, as they are made. */
import type { ComponentChildren } from 'preact';
import { samePick } from '../address/pick.ts';
import { ClassPicker } from '../controls/class-picker.tsx';
import { OutputFields } from '../controls/output-fields.tsx';
import { drawSeed, SeedField } from '../controls/seed-field.tsx';
import { Slider } from '../controls/slider.tsx';
import { ModelPicker } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { Gallery } from '../image/gallery.tsx';
import { streamImages } from '../image/image-stream.ts';
import { outputOf, parametersOf, pickOf, recipeOf } from '../image/recipe.ts';
import { useImages } from '../image/use-images.ts';
import { Here } from '../local/here.tsx';
import { Failure } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { Layout } from './layout.tsx';
import { NeedsKey } from './needs-key.tsx';
import { usePage } from './page.ts';
import { StreamStatus } from './stream-status.tsx';

/** What one answer may hold, all images together. */
const mostPixels = 1_048_576;

export function CreateView({ children }: { readonly children: ComponentChildren }) {
  const session = useSession();
  const catalogue = useCatalogue();
  const { state, go, adjust } = usePage();
  const { version } = catalogue;
  const { width, height } = version.image;
  const recipe = recipeOf(catalogue, state, outputOf(state));
  const pixels = state.size === 0 ? width * height : (state.size * state.size * height) / width;
  const mostImages = Math.max(1, Math.min(64, Math.floor(mostPixels / pixels)));
  const n = Math.min(state.n, mostImages);

  const mayMake = session.apiKey !== undefined || session.hasPublicImages === true;
  const key = mayMake ? JSON.stringify([parametersOf(recipe), n, session.apiKey ?? '']) : undefined;
  const stream = useImages(
    key,
    (signal) => streamImages(session, version, { recipe, n }, signal),
    120,
  );
  const shuffle = () => go({ seed: drawSeed(), show: undefined });

  return (
    <Layout
      title="Create"
      lead="Every seed is an image: the same one for everybody, for ever. Pick a class, draw seeds, and look closer at what you like."
      inspector={children}
      panel={
        <>
          <button type="button" class="button primary" onClick={shuffle}>
            <Icon name="shuffle" /> Draw {n} others
          </button>
          <ClassPicker
            label="Class"
            value={state.class}
            hasAll
            onChange={(name) => go({ class: name, show: undefined })}
          />
        </>
      }
      more={
        <>
          <SeedField label="First seed" value={state.seed} onChange={(seed) => adjust({ seed })} />
          <Slider
            label="Truncation"
            value={state.truncation}
            {...{ min: 0, max: 1, step: 0.05 }}
            show={(value) => value.toFixed(2)}
            hint="Less is more typical; 1 is the full variety."
            onInput={(truncation) => adjust({ truncation })}
          />
          <Slider
            label="Images"
            value={n}
            {...{ min: 1, max: mostImages, step: 1 }}
            onInput={(count) => adjust({ n: count })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={state.here}
              onChange={(event) => go({ here: event.currentTarget.checked })}
            />
            <span>Run in this browser</span>
          </label>
          <details class="more">
            <summary>Model and file</summary>
            <div class="inside">
              <ModelPicker />
              <OutputFields />
            </div>
          </details>
        </>
      }
      content={
        !mayMake ? (
          <NeedsKey />
        ) : (
          <>
            <StreamStatus {...stream} total={n} />
            {state.here && (
              <Here batch={{ recipe, n }} images={stream.images} isBusy={stream.isBusy} />
            )}
            {stream.error !== undefined && <Failure error={stream.error} onRetry={stream.retry} />}
            <Gallery
              label="Images"
              images={stream.images}
              total={stream.error === undefined ? n : 0}
              shape={width / height}
              isSmooth={state.size > 0 && state.resampling === 'lanczos'}
              caption={({ recipe: it }) =>
                state.class === '' ? [it?.class ?? '', `${it?.seed}`] : [`${it?.seed}`]
              }
              isPicked={({ recipe: it }) => it !== undefined && samePick(pickOf(it), state.show)}
              onPick={({ recipe: it }) => it && go({ show: pickOf(it) })}
            />
          </>
        )
      }
    />
  );
}
