/** One image: large, with where it comes from, how long it took, and how to have it again. */
import { useState } from 'preact/hooks';
import { formatState } from '../address/page-state.ts';
import { useSession } from '../edge/session.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { Icon } from '../shell/icon.tsx';
import { usePage } from '../views/page.ts';
import { downloadFile } from './download-file.ts';
import { EdgeFacts } from './edge-facts.tsx';
import { pickOf } from './recipe.ts';
import type { ShownImage } from './shown-image.ts';
import { Takeaway } from './takeaway.tsx';

interface InspectorProps {
  readonly image: ShownImage;
  readonly onClose: () => void;
}

export function Inspector({ image, onClose }: InspectorProps) {
  const { url } = useSession();
  const { state, go } = usePage();
  const [isSmooth, setIsSmooth] = useState(false);
  const { recipe, call } = image;
  const pinned = recipe && {
    ...{ ...state, view: 'create' as const, model: recipe.model, version: recipe.digest },
    ...{ show: pickOf(recipe), truncation: recipe.truncation },
  };
  return (
    <>
      <div class="top">
        <h2>{image.name}</h2>
        <button
          type="button"
          class="button quiet icon-only"
          aria-label="Close the image"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="close-up" style={{ '--shape': `${image.width / image.height}` }}>
        <img class={isSmooth ? '' : 'pixels'} src={image.src} alt={image.name} />
      </div>
      <div class="row">
        {recipe !== undefined && (
          <>
            <button
              type="button"
              class="button"
              onClick={() =>
                go({
                  ...{ view: 'explore', seed: recipe.seed, class: recipe.class },
                  ...{ steps: recipe.steps, blend: '', mix: 0, show: undefined },
                })
              }
            >
              Explore
            </button>
            <button
              type="button"
              class="button"
              onClick={() => go({ view: 'morph', from: pickOf(recipe), show: undefined })}
            >
              Morph from
            </button>
            <button
              type="button"
              class="button"
              onClick={() => go({ view: 'morph', to: pickOf(recipe), show: undefined })}
            >
              Morph to
            </button>
          </>
        )}
        <button
          type="button"
          class="button"
          onClick={() => downloadFile(image.bytes, call.mediaType, call.file)}
        >
          <Icon name="download" /> Download
        </button>
        {pinned !== undefined && <CopyButton text={`${url}/${formatState(pinned)}`} what="link" />}
        <label class="check">
          <input
            type="checkbox"
            checked={isSmooth}
            onChange={(event) => setIsSmooth(event.currentTarget.checked)}
          />
          <span>Smooth</span>
        </label>
      </div>
      <EdgeFacts image={image} />
      <Takeaway image={image} />
    </>
  );
}
