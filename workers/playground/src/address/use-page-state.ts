/** The page's state, and its address: each follows the other. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { formatState, type PageState, parseState } from './page-state.ts';

export interface PageAddress {
  readonly state: PageState;
  /** Another step of the browser's history. */
  readonly go: (change: Partial<PageState>) => void;
  /** The same step, for what changes while a hand is on it. */
  readonly adjust: (change: Partial<PageState>) => void;
}

export function usePageState(): PageAddress {
  const [state, setState] = useState(() => parseState(location.hash));
  const latest = useRef(state);

  useEffect(() => {
    const follow = () => {
      latest.current = parseState(location.hash, latest.current);
      setState(latest.current);
    };
    // Where the page itself writes the address, neither event comes.
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const change = useCallback((to: Partial<PageState>, how: 'pushState' | 'replaceState') => {
    latest.current = { ...latest.current, ...to };
    write(formatState(latest.current), how);
    setState(latest.current);
  }, []);
  const go = useCallback((to: Partial<PageState>) => change(to, 'pushState'), [change]);
  const adjust = useCallback((to: Partial<PageState>) => change(to, 'replaceState'), [change]);
  return { state, go, adjust };
}

function write(hash: string, how: 'pushState' | 'replaceState'): void {
  if (hash === location.hash) return;
  // Safari takes a hundred of these in half a minute, and no more.
  try {
    history[how](null, '', hash);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
