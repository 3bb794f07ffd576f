/** A person's own picture, seen through the model, and variations of it. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ClassPicker } from '../controls/class-picker.tsx';
import { drawSeed } from '../controls/seed-field.tsx';
import { Slider } from '../controls/slider.tsx';
import { ModelPicker } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { plainOutput } from '../image/recipe.ts';
import { Icon } from '../shell/icon.tsx';
import { Layout } from './layout.tsx';
import { NeedsKey } from './needs-key.tsx';
import { usePage } from './page.ts';
import { DropZone } from './picture/drop-zone.tsx';
import type { OwnPicture } from './picture/own-picture.ts';
import { SeenThrough } from './picture/seen-through.tsx';

export function PictureView({ children }: { readonly children: ComponentChildren }) {
  const { edge, apiKey } = useSession();
  const { version } = useCatalogue();
  const { state, go, adjust } = usePage();
  const [picture, setPicture] = useState<OwnPicture>();
  const [isInverted, setIsInverted] = useState(false);
  const hasEncoder = version.blobs.some(({ role }) => role === 'encoder');

  const take = (next: OwnPicture) => {
    setPicture(next);
    setIsInverted(false);
  };
  const drawOne = async () => {
    const { model, digest, classes } = version;
    const { format } = plainOutput;
    const seed = drawSeed();
    const name = classes[seed % classes.length] ?? '';
    const { images } = await edge.images.generate({
      ...{ model: `${model}@${digest}`, class: name, seed, format },
    });
    const [image] = images;
    if (image !== undefined) {
      take({ name: `${name}, seed ${seed}`, bytes: image.bytes, src: image.dataUrl(), notes: [] });
    }
  };
  return (
    <Layout
      title="Your picture"
      lead="Drop a picture, and see what the model makes of it: its reconstruction, and others like it. It is sent to this service to be encoded, and kept nowhere."
      inspector={children}
      panel={
        <>
          <button
            type="button"
            class="button primary"
            disabled={picture === undefined}
            onClick={() => go({ seed: drawSeed() })}
          >
            <Icon name="shuffle" /> Draw other variations
          </button>
          <Slider
            label="Strength"
            value={state.strength}
            {...{ min: 0, max: 1, step: 0.05 }}
            show={(value) => value.toFixed(2)}
            hint="0 is the reconstruction, 1 forgets the picture."
            onInput={(strength) => adjust({ strength })}
          />
        </>
      }
      more={
        <>
          <ClassPicker
            label="Decoded as"
            value={state.class}
            hasAll
            allName="nearest"
            onChange={(name) => go({ class: name })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={isInverted}
              disabled={picture === undefined}
              onChange={(event) => setIsInverted(event.currentTarget.checked)}
            />
            <span>Invert the picture first</span>
          </label>
          <details class="more">
            <summary>Model</summary>
            <div class="inside">
              <ModelPicker />
            </div>
          </details>
        </>
      }
      content={
        apiKey === undefined ? (
          <NeedsKey what="Seeing your picture through the model" />
        ) : !hasEncoder ? (
          <p class="notice">
            This version was published without an encoder, so pictures cannot go into it. Another
            version may have one.
          </p>
        ) : (
          <>
            <DropZone isSmall={picture !== undefined} onPicture={take} onDraw={drawOne} />
            {picture !== undefined && (
              <SeenThrough picture={picture} isInverted={isInverted} onInvert={setIsInverted} />
            )}
          </>
        )
      }
    />
  );
}
