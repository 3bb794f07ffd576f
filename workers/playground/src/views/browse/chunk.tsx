/** As many seeds as one request asks for. */
import { useEffect } from 'preact/hooks';
import { samePick } from '../../address/pick.ts';
import { useCatalogue } from '../../edge/catalogue.ts';
import { useSession } from '../../edge/session.ts';
import { Gallery } from '../../image/gallery.tsx';
import { streamImages } from '../../image/image-stream.ts';
import { parametersOf, pickOf, recipeOf } from '../../image/recipe.ts';
import { useImages } from '../../image/use-images.ts';
import { Failure } from '../../shell/failure.tsx';
import { usePage } from '../page.ts';

interface ChunkProps {
  readonly first: number;
  readonly n: number;
  readonly onDone: () => void;
}

export function Chunk({ first, n, onDone }: ChunkProps) {
  const session = useSession();
  const catalogue = useCatalogue();
  const { state, go } = usePage();
  const { version } = catalogue;
  const recipe = recipeOf(catalogue, { ...state, seed: first });
  const stream = useImages(
    JSON.stringify([parametersOf(recipe), session.apiKey ?? '']),
    (signal) => streamImages(session, version, { recipe, n }, signal),
    150,
  );
  const isDone = !stream.isBusy && stream.error === undefined;
  useEffect(() => {
    if (isDone) onDone();
  }, [isDone]);
  const last = (first + n - 1) % 2 ** 32;
  return (
    <section class="chunk" aria-label={`Seeds ${first} to ${last}`}>
      <p class="status">
        <span class="mono">
          {first} – {last}
        </span>
        {stream.allMs !== undefined && <span>{Math.round(stream.allMs)} ms</span>}
      </p>
      {stream.error !== undefined && <Failure error={stream.error} onRetry={stream.retry} />}
      <Gallery
        label={`Seeds ${first} to ${last}`}
        images={stream.images}
        total={stream.error === undefined ? n : 0}
        shape={version.image.width / version.image.height}
        caption={() => []}
        isPicked={({ recipe: it }) => it !== undefined && samePick(pickOf(it), state.show)}
        onPick={({ recipe: it }) => it && go({ show: pickOf(it) })}
      />
    </section>
  );
}
