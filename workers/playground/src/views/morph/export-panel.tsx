/** The walk as one file, for other pages and programs. */
import { useState } from 'preact/hooks';
import { Choice } from '../../controls/choice.tsx';
import { Select } from '../../controls/select.tsx';
import { useCatalogue } from '../../edge/catalogue.ts';
import { useSession } from '../../edge/session.ts';
import { programLine, shellLine } from '../../image/call.ts';
import { downloadFile } from '../../image/download-file.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import type { MorphCall } from './morph-call.ts';

type Format = 'gif' | 'apng' | 'webp';
type Outcome =
  | { readonly what: 'busy' }
  | { readonly what: 'done'; readonly text: string }
  | { readonly what: 'failed'; readonly error: unknown };

/** What one answer may hold, all frames together. */
const mostPixels = 1_048_576;

export function ExportPanel({ call }: { readonly call: MorphCall }) {
  const { edge, url } = useSession();
  const { version } = useCatalogue();
  const [format, setFormat] = useState<Format>('gif');
  const [scale, setScale] = useState(4);
  const [outcome, setOutcome] = useState<Outcome>();
  const { width, height } = version.image;
  const frames = call.body.frames ?? 24;
  const scales = [1, 2, 4, 8, 16].filter((it) => frames * it * it * width * height <= mostPixels);
  const chosen = scales.includes(scale) ? scale : (scales.at(-1) ?? 1);
  const body = { ...call.body, format, ...(chosen > 1 && { size: chosen * width }) };
  const file = call.file.replace(/png$/, format === 'apng' ? 'png' : format);
  const exported = {
    ...{ ...call, body, method: 'interpolations.file', take: 'animation' },
    ...{ file, mediaType: `image/${format}` },
  };

  const save = async () => {
    setOutcome({ what: 'busy' });
    const sinceMs = performance.now();
    try {
      const { bytes, mediaType } = await edge.interpolations.file(body);
      downloadFile(bytes, mediaType, file);
      const tookMs = Math.round(performance.now() - sinceMs);
      const text = `${file}: ${Math.ceil(bytes.length / 1024)} KiB in ${tookMs} ms`;
      setOutcome({ what: 'done', text });
    } catch (error) {
      setOutcome({ what: 'failed', error });
    }
  };
  return (
    <section class="card" aria-label="Export">
      <h2>Export the animation</h2>
      <div class="row end-aligned">
        <Choice
          label="Format"
          value={format}
          options={[
            ['gif', 'GIF'],
            ['apng', 'APNG'],
            ['webp', 'WebP'],
          ]}
          onChange={setFormat}
        />
        <Select
          label="Width"
          value={`${chosen}`}
          options={scales.map((it) => [`${it}`, `${it * width} px`])}
          onChange={(it) => setScale(Number(it))}
        />
        <button
          type="button"
          class="button primary"
          disabled={outcome?.what === 'busy'}
          onClick={save}
        >
          <Icon name="download" /> Export
        </button>
        <CopyButton text={shellLine(url, exported)} what="curl" />
        <CopyButton text={programLine(exported)} what="SDK line" />
      </div>
      <p class="status" role="status">
        {outcome?.what === 'busy' && 'Making the file…'}
        {outcome?.what === 'done' && outcome.text}
      </p>
      {outcome?.what === 'failed' && <Failure error={outcome.error} onRetry={save} />}
    </section>
  );
}
