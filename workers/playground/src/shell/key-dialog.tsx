/** Where a person gives the page an API key, and takes it back. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeptKey } from '../edge/api-key.ts';
import { Icon } from './icon.tsx';

interface KeyDialogProps {
  readonly kept: KeptKey | undefined;
  readonly hasPublicImages: boolean | undefined;
  readonly onKeep: (text: string, isRemembered: boolean) => void;
  readonly onForget: () => void;
  readonly onClose: () => void;
}

export function KeyDialog({ kept, hasPublicImages, onKeep, onForget, onClose }: KeyDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [isRemembered, setIsRemembered] = useState(kept?.isRemembered ?? true);
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const key = text.trim();
    if (/^[\x21-\x7e]+$/.test(key)) onKeep(key, isRemembered);
    else setIsWrong(true);
  };
  return (
    <dialog ref={dialog} aria-labelledby="key-title" onClose={onClose}>
      <form onSubmit={submit}>
        <div class="heading">
          <h2 id="key-title">API key</h2>
          <button
            type="button"
            class="button quiet icon-only"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p class="muted">{reading(hasPublicImages)}</p>
        {kept !== undefined && (
          <p class="row">
            <span class="badge good">In use</span> <code>{masked(kept.text)}</code>
          </p>
        )}
        <div class="field">
          <label class="label" for="key-text">
            {kept === undefined ? 'Key' : 'Another key'}
          </label>
          <input
            id="key-text"
            class="input mono"
            type="password"
            autocomplete="off"
            spellcheck={false}
            placeholder="cek_…"
            value={text}
            aria-invalid={isWrong}
            aria-describedby="key-hint"
            onInput={(event) => {
              setText(event.currentTarget.value);
              setIsWrong(false);
            }}
          />
          <p class="hint" id="key-hint">
            {isWrong
              ? 'A key is one word of letters and digits, such as cek_….'
              : 'With the scope images:write. It is sent to this service alone.'}
          </p>
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={isRemembered}
            onChange={(event) => setIsRemembered(event.currentTarget.checked)}
          />
          <span>Keep it in this tab after a reload</span>
        </label>
        <div class="row">
          <button type="submit" class="button primary">
            Use this key
          </button>
          {kept !== undefined && (
            <button type="button" class="button" onClick={onForget}>
              Forget the key
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

function reading(hasPublicImages: boolean | undefined): string {
  if (hasPublicImages === true) {
    return 'Without a key you can read about models and see any image of a seed: this deployment opens its images to everybody. Moving through latent space, your own pictures and comparisons take a key.';
  }
  return 'Without a key you can read about models. Making images takes one: this deployment does not open its images to everybody.';
}

/** Enough to tell two keys apart. */
function masked(text: string): string {
  return `${text.slice(0, 10)}…`;
}
