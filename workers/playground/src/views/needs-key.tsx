/** Where images would be, for who has no key. */
import { useSession } from '../edge/session.ts';

export function NeedsKey({ what = 'Making images' }: { readonly what?: string }) {
  const { askForKey, hasPublicImages } = useSession();
  if (hasPublicImages === undefined) return <p class="status">Looking what is open to all…</p>;
  return (
    <div class="notice">
      <h2>{what} takes an API key</h2>
      <p class="muted">
        {hasPublicImages
          ? 'Without one you can see the image of any seed, under Create and Browse, and read about the model.'
          : 'Without one you can read about the model. This deployment does not open its images to everybody.'}{' '}
        A key with the scope <code>images:write</code> is enough. It stays in this tab.
      </p>
      <button type="button" class="button primary" onClick={askForKey}>
        Enter an API key
      </button>
    </div>
  );
}
