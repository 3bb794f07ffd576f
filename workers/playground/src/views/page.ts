/** What every view has at hand: the page's state, and the image that is held for a closer look. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageAddress } from '../address/use-page-state.ts';
import type { ShownImage } from '../image/shown-image.ts';

export interface Page extends PageAddress {
  /** One that no link can name: a variation, a frame. */
  readonly held: ShownImage | undefined;
  readonly hold: (image: ShownImage | undefined) => void;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('expected a page around this component, got none');
  return page;
}
