/** Puts a text on the clipboard and says so, also to who hears the page. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, as in "Copy link". */
  readonly what: string;
  readonly isSmall?: boolean;
}

type Outcome = 'copied' | 'refused' | undefined;

export function CopyButton({ text, what, isSmall = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  const said = { copied: 'Copied', refused: 'Not allowed to copy' };
  return (
    <button
      type="button"
      class={`button ${isSmall ? 'quiet icon-only' : ''}`}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      onClick={copy}
    >
      <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
      {!isSmall && <span>{outcome === undefined ? `Copy ${what}` : said[outcome]}</span>}
      <span class="hidden-text" role="status">
        {outcome === undefined ? '' : said[outcome]}
      </span>
    </button>
  );
}
