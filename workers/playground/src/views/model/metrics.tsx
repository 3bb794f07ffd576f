/** How good a version is: what each figure means, and what real images reach in its place. */

interface Headline {
  readonly name: string;
  readonly title: string;
  readonly means: string;
  readonly isShare: boolean;
  /** The figure of real images. */
  readonly real?: string;
}

/** Of the trainer's evaluation; all others are in the list. */
const headlines: readonly Headline[] = [
  {
    ...{ name: 'cas', real: 'casReal', title: 'Accuracy of training on it', isShare: true },
    means: 'A classifier that saw only these images tells real ones right this often (CAS).',
  },
  {
    ...{ name: 'ganTest', real: 'realTest', title: 'Recognised', isShare: true },
    means: 'A classifier that saw only real images tells these right this often (GAN-test).',
  },
  {
    ...{ name: 'cfid', real: 'cfidFloor', title: 'Distance from real images', isShare: false },
    means: 'Of the features of a classifier (cFID); less is better.',
  },
  {
    ...{ name: 'recall', real: 'recallReal', title: 'Variety', isShare: true },
    means: 'So much of what real images show is among these (recall).',
  },
  {
    ...{
      name: 'reconstruction.keepsClass',
      title: 'Reconstructions keep their class',
      isShare: true,
    },
    means: 'Pictures that go through the model are still told as what they are.',
  },
];

export function Metrics({ metrics }: { readonly metrics: Readonly<Record<string, number>> }) {
  const names = Object.keys(metrics);
  if (names.length === 0) return <p class="notice">Nobody has measured this version.</p>;
  return (
    <section aria-label="Metrics" class="content">
      <dl class="figures">
        {headlines.map(({ name, title, means, isShare, real }) => {
          const value = metrics[name];
          const ofReal = real === undefined ? undefined : metrics[real];
          if (value === undefined) return null;
          return (
            <div key={name} class="figure">
              <dt class="small">{title}</dt>
              <dd>
                <strong>{show(value, isShare)}</strong>
                {ofReal !== undefined && <p class="small">real images {show(ofReal, isShare)}</p>}
                <p class="small muted">{means}</p>
              </dd>
            </div>
          );
        })}
      </dl>
      <details class="more">
        <summary>All {names.length} figures</summary>
        <dl class="facts all-figures">
          {names.map((name) => (
            <div key={name}>
              <dt class="mono">{name}</dt>
              <dd class="mono">{round(metrics[name] ?? 0)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function show(value: number, isShare: boolean): string {
  return isShare ? `${(100 * value).toFixed(1)} %` : round(value);
}

function round(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toPrecision(3);
}
