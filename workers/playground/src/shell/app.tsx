/** The page as a whole: who asks, what is looked at, and which view of it. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { usePageState } from '../address/use-page-state.ts';
import { forgetKey, type KeptKey, keepKey } from '../edge/api-key.ts';
import { CatalogueContext, readCatalogue } from '../edge/catalogue.ts';
import { findPublicImages } from '../edge/public-images.ts';
import { newEdge, type Session, SessionContext } from '../edge/session.ts';
import { FacesContext, useFaces } from '../image/class-faces.ts';
import { Inspected } from '../image/inspected.tsx';
import type { ShownImage } from '../image/shown-image.ts';
import { useTask } from '../task/use-task.ts';
import { CurrentView } from '../views/current-view.tsx';
import { type Page, PageContext } from '../views/page.ts';
import { Failure } from './failure.tsx';
import { Header } from './header.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { applyTheme, readTheme, type Theme } from './theme.ts';

interface AppProps {
  readonly initialKey: KeptKey | undefined;
}

export function App({ initialKey }: AppProps) {
  const address = usePageState();
  const { state } = address;
  const [key, setKey] = useState(initialKey);
  const [isAsking, setIsAsking] = useState(false);
  const [theme, setTheme] = useState(readTheme);
  const url = location.origin;
  const edge = useMemo(() => newEdge(url, key?.text), [url, key]);

  const catalogue = useTask(`${state.model} ${state.version}`, (signal) =>
    readCatalogue(edge, state, signal),
  );
  const version = catalogue.value?.version;
  const publicImages = useTask(version && `public ${version.digest}`, (signal) =>
    version === undefined ? Promise.resolve(undefined) : findPublicImages(edge, version, signal),
  );
  const askForKey = useCallback(() => setIsAsking(true), []);
  const session = useMemo<Session>(
    () => ({ url, edge, apiKey: key?.text, hasPublicImages: publicImages.value, askForKey }),
    [url, edge, key, publicImages.value, askForKey],
  );
  const page = usePage(address);
  const faces = useFaces(session, version);

  const keep = (text: string, isRemembered: boolean) => {
    setKey(keepKey(text, isRemembered));
    setIsAsking(false);
  };
  const forget = () => {
    forgetKey();
    setKey(undefined);
    setIsAsking(false);
  };
  const choose = (chosen: Theme) => {
    applyTheme(chosen);
    setTheme(chosen);
  };

  return (
    <SessionContext.Provider value={session}>
      <PageContext.Provider value={page}>
        <button type="button" class="skip" onClick={skip}>
          Skip to the images
        </button>
        <Header
          {...{ state, theme }}
          hasKey={key !== undefined}
          onKey={askForKey}
          onTheme={choose}
        />
        {catalogue.value === undefined ? (
          <main class="frame wide" id="content" tabIndex={-1}>
            {catalogue.error !== undefined ? (
              <Failure error={catalogue.error} onRetry={catalogue.retry} />
            ) : (
              <p class="status" role="status">
                Looking what this service has…
              </p>
            )}
          </main>
        ) : (
          <CatalogueContext.Provider value={catalogue.value}>
            <FacesContext.Provider value={faces}>
              {catalogue.error !== undefined && (
                <div class="frame wide">
                  <Failure error={catalogue.error} onRetry={catalogue.retry} />
                </div>
              )}
              <CurrentView>
                <Inspected />
              </CurrentView>
            </FacesContext.Provider>
          </CatalogueContext.Provider>
        )}
        {isAsking && (
          <KeyDialog
            kept={key}
            hasPublicImages={publicImages.value}
            onKeep={keep}
            onForget={forget}
            onClose={() => setIsAsking(false)}
          />
        )}
      </PageContext.Provider>
    </SessionContext.Provider>
  );
}

/** No link: what is behind the hash is the page's state. */
function skip(): void {
  document.getElementById('content')?.focus();
}

function usePage(address: ReturnType<typeof usePageState>): Page {
  const [held, setHeld] = useState<ShownImage | undefined>();
  const { show } = address.state;
  const shownBefore = useRef(show);
  // Whoever goes on to another image lets go of the one that is held.
  useEffect(() => {
    if (show !== undefined && show !== shownBefore.current) setHeld(undefined);
    shownBefore.current = show;
  }, [show]);
  return useMemo(() => ({ ...address, held, hold: setHeld }), [address.state, held]);
}
