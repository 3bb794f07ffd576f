/** Where a picture comes in: dropped, picked or pasted. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { type OwnPicture, readPicture } from './own-picture.ts';

interface DropZoneProps {
  /** Where there is a picture already. */
  readonly isSmall: boolean;
  readonly onPicture: (picture: OwnPicture) => void;
  /** For who has none at hand. */
  readonly onDraw: () => Promise<void>;
}

export function DropZone({ isSmall, onPicture, onDraw }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const [error, setError] = useState<unknown>();
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onPicture);
  latest.current = onPicture;

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setError(undefined);
    await readPicture(file).then((picture) => latest.current(picture), setError);
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => void take(event.clipboardData?.files[0]);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      void take(event.dataTransfer?.files[0]);
    };
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    addEventListener('paste', paste);
    addEventListener('drop', drop);
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    return () => {
      removeEventListener('paste', paste);
      removeEventListener('drop', drop);
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
    };
  }, []);

  return (
    <>
      <section
        class={`drop ${isOver ? 'over' : ''} ${isSmall ? 'small-drop' : ''}`}
        aria-label="Your picture"
      >
        {!isSmall && <Icon name="picture" />}
        <p>{isSmall ? 'Another picture:' : 'Drop a picture anywhere, paste one, or'}</p>
        <div class="row">
          <button type="button" class="button" onClick={() => input.current?.click()}>
            Choose a file
          </button>
          <button type="button" class="button" onClick={() => onDraw().catch(setError)}>
            Take one of the model’s
          </button>
        </div>
        {!isSmall && (
          <p class="small muted">
            PNG, JPEG, WebP, or whatever this browser reads. It does best with what it was trained
            on.
          </p>
        )}
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label="Choose a picture"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </section>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
