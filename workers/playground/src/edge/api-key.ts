/**
 * The API key that a person gave the page. It is kept in memory, or in the tab's session storage where they
 * wish so; never in the address, and nowhere that outlives the tab. `npm start` prints a link with a key
 * behind `#key=`: it is taken out of the address before anything else happens.
 */

export interface KeptKey {
  readonly text: string;
  /** Whether the tab has it after a reload. */
  readonly isRemembered: boolean;
}

const place = 'comfy-edge-key';

export function readKey(): KeptKey | undefined {
  const [, linked = ''] = /^#key=([\x21-\x7e]+)$/.exec(location.hash) ?? [];
  if (linked !== '') {
    history.replaceState(null, '', location.pathname);
    return keepKey(linked, true);
  }
  const text = storage()?.getItem(place) ?? '';
  return text === '' ? undefined : { text, isRemembered: true };
}

export function keepKey(text: string, isRemembered: boolean): KeptKey {
  if (isRemembered) storage()?.setItem(place, text);
  else storage()?.removeItem(place);
  return { text, isRemembered };
}

export function forgetKey(): void {
  storage()?.removeItem(place);
}

/** Browsers that keep nothing for pages throw at the mere name. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
