/** What a person takes along: the address, a line for the shell, one for a program, and the receipt. */
import { useId, useState } from 'preact/hooks';
import { useSession } from '../edge/session.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { programHead, programLine, shellLine, shellLineOfAddress } from './call.ts';
import { ReceiptPanel } from './receipt-panel.tsx';
import { addressOf } from './recipe.ts';
import type { ShownImage } from './shown-image.ts';

export function Takeaway({ image }: { readonly image: ShownImage }) {
  const { edge, url, hasPublicImages = false } = useSession();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const address = image.recipe && addressOf(image.recipe);
  const link = address && edge.images.url(address);
  const texts = [
    ...(link === undefined ? [] : [['URL', link] as const]),
    [
      'curl',
      link === undefined
        ? shellLine(url, image.call)
        : shellLineOfAddress(link, image.call.file, hasPublicImages),
    ] as const,
    ['SDK', `${programHead(url)}\n${programLine(image.call)}`] as const,
    ...(image.receipt === undefined ? [] : [['Receipt', image.receipt] as const]),
  ];
  const [title, text] = texts.find(([it]) => it === chosen) ?? texts[0] ?? ['', ''];

  const turn = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = texts.findIndex(([it]) => it === title) + step;
    const next = texts[(at + texts.length) % texts.length];
    if (next === undefined) return;
    setChosen(next[0]);
    document.getElementById(`${id}-${next[0]}`)?.focus();
  };
  return (
    <div>
      <div class="tabs" role="tablist" aria-label="Take it along" onKeyDown={turn}>
        {texts.map(([it]) => (
          <button
            key={it}
            type="button"
            role="tab"
            id={`${id}-${it}`}
            aria-selected={it === title}
            aria-controls={`${id}-panel`}
            tabIndex={it === title ? 0 : -1}
            onClick={() => setChosen(it)}
          >
            {it}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${title}`}>
        {title === 'Receipt' ? (
          <ReceiptPanel receipt={text} />
        ) : (
          <div class="code">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
            <pre tabIndex={0}>{text}</pre>
            <CopyButton text={text} what={title} isSmall />
          </div>
        )}
      </div>
    </div>
  );
}
