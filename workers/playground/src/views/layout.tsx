/** Settings, what they are of, and one image of it looked at closely. */
import type { ComponentChildren } from 'preact';
import { useMedia } from '../shell/use-media.ts';
import { usePage } from './page.ts';

interface LayoutProps {
  readonly title: string;
  readonly lead: string;
  /** Absent where there is nothing to set. */
  readonly panel?: ComponentChildren;
  /** Settings that are changed less often. */
  readonly more?: ComponentChildren;
  readonly content: ComponentChildren;
  readonly inspector: ComponentChildren;
}

export function Layout({ title, lead, panel, more, content, inspector }: LayoutProps) {
  const isWide = useMedia('(min-width: 860px)');
  const { state, held } = usePage();
  const isInspecting = state.show !== undefined || held !== undefined;
  const classes = [
    ...['frame', panel === undefined && 'wide', isInspecting && 'with-inspector'],
  ].filter(Boolean);
  return (
    <div class={classes.join(' ')}>
      {panel !== undefined && (
        <section class="panel" aria-label="Settings">
          {panel}
          {more !== undefined && (isWide ? more : <Folded>{more}</Folded>)}
        </section>
      )}
      <main class="content" id="content" tabIndex={-1}>
        <div class="heading">
          <div>
            <h1>{title}</h1>
            <p>{lead}</p>
          </div>
        </div>
        {content}
      </main>
      {inspector}
    </div>
  );
}

function Folded({ children }: { readonly children: ComponentChildren }) {
  return (
    <details class="more">
      <summary>Settings</summary>
      <div class="inside">{children}</div>
    </details>
  );
}
