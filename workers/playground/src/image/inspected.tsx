/** The image that is looked at closely: the one that the address names, or one that is held. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { Failure } from '../shell/failure.tsx';
import { useMedia } from '../shell/use-media.ts';
import { useTask } from '../task/use-task.ts';
import { usePage } from '../views/page.ts';
import { imageByAddress } from './image-stream.ts';
import { Inspector } from './inspector.tsx';
import { addressOf, outputOf, parametersOf, type Recipe } from './recipe.ts';
import { type ShownImage, shownImage } from './shown-image.ts';

export function Inspected() {
  const session = useSession();
  const { version } = useCatalogue();
  const { state, held, hold, go } = usePage();
  const isBeside = useMedia('(min-width: 1200px)');
  const { show } = state;
  const recipe: Recipe | undefined = show && {
    ...{ model: version.model, digest: version.digest, truncation: state.truncation },
    ...{ ...show, output: outputOf(state) },
  };
  const key = recipe && !held ? JSON.stringify([parametersOf(recipe), session.apiKey]) : undefined;
  const task = useTask(key, async (signal): Promise<ShownImage> => {
    if (recipe === undefined) throw new Error('expected an image to be shown, got none');
    if (session.apiKey === undefined && addressOf(recipe) !== undefined) {
      return imageByAddress(session, version, recipe, signal);
    }
    const { images } = await session.edge.images.generate(parametersOf(recipe), { signal });
    const [image] = images;
    if (image === undefined) throw new Error('expected an image, got none');
    return shownImage(image, recipe);
  });

  const image = held ?? (show === undefined ? undefined : task.value);
  const close = () => {
    hold(undefined);
    go({ show: undefined });
  };
  if (held === undefined && show === undefined) return null;
  const inside =
    image === undefined || task.error !== undefined ? (
      task.error === undefined ? (
        <p class="status">Asking…</p>
      ) : (
        <Failure error={task.error} onRetry={task.retry} />
      )
    ) : (
      <Inspector key={image.src} image={image} onClose={close} />
    );
  return isBeside ? (
    <aside class="inspector" aria-label="The image">
      {inside}
    </aside>
  ) : (
    <Sheet onClose={close}>{inside}</Sheet>
  );
}

function Sheet({
  children,
  onClose,
}: {
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet inspector" aria-label="The image" onClose={onClose}>
      {children}
    </dialog>
  );
}
