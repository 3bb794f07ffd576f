/** The report: one HTML file that needs nothing else, in light and dark. */
import type { Evaluation } from '../evaluate.ts';
import { classCharts } from './class-charts.ts';
import { confusionTable } from './confusion-table.ts';
import { escapeHtml } from './escape-html.ts';
import { figureRows } from './figure-rows.ts';
import { gridImage } from './grid-image.ts';

const style = `
:root { color-scheme: light dark; --edge: #7d859040; --soft: #7d8590; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1080px; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; }
p, figcaption { color: var(--soft); max-width: 46rem; }
table { border-collapse: collapse; } th, td { padding: .25rem .75rem .25rem 0; text-align: left; }
.figures tr { border-bottom: 1px solid var(--edge); }
.figures td:nth-child(2), .figures td:nth-child(3) { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures td:last-child { color: var(--soft); padding-left: 1rem; }
.grids { display: flex; flex-wrap: wrap; gap: 1.5rem; } figure { margin: 0; }
img { max-width: 100%; image-rendering: pixelated; } svg { max-width: 100%; height: auto; }
.confusion { font-size: 12px; } .confusion th { font-weight: normal; } .confusion td { width: 3.4em; text-align: right; padding: .3rem; background: rgb(47 129 247 / calc(var(--share) * .75)); }
.confusion thead th { padding: .3rem; text-align: right; }
.scroll { overflow-x: auto; }`;

export function htmlReport({ metrics, exhibits }: Evaluation): string {
  const { model, protocol, data, perClass } = metrics;
  const title = escapeHtml(model.title);
  const classes = perClass.map(({ name }) => name);
  const rows = figureRows(metrics).map(
    ({ measure, model: figure, bound, reading }) =>
      `<tr><td>${measure}</td><td>${figure}</td><td>${bound}</td><td>${reading}</td></tr>`,
  );
  const figure = (name: 'samples' | 'real' | 'closest' | 'random' | 'misread', caption: string) =>
    `<figure>${gridImage(exhibits[name], exhibits.size, caption)}<figcaption>${caption}</figcaption></figure>`;
  const quick =
    protocol.name === 'quick'
      ? '<p><strong>Quick protocol: a look, not a result.</strong> Its figures have more noise and other biases than the full ones.</p>'
      : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}: evaluation</title><style>${style}</style></head><body>
<h1>${title}</h1>
<p>${protocol.images} synthetic images against ${protocol.testImages} real test images of ${escapeHtml(data.name)}, protocol ${protocol.version}. The bound is the same measure of real training images in place of synthetic ones.</p>
${quick}
<table class="figures"><thead><tr><th></th><th>model</th><th>bound</th><th></th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
<h2>Class by class</h2>
${classCharts(metrics)}
<h2>Samples</h2>
<p>The first images of the set, a row a class: ${classes.map(escapeHtml).join(', ')}. None is chosen.</p>
<div class="grids">${figure('samples', 'synthetic')}${figure('real', 'real test images')}</div>
<h2>What the judge sees</h2>
<p>Row: the class that was asked for; column: the class the judge sees, in % of the row. The judge errs on real images, too.</p>
<div class="scroll">${confusionTable(classes, exhibits.confusion)}</div>
<p></p>
${figure('misread', 'the first samples of each class in which the judge sees another')}
<h2>Nearest training images</h2>
<p>Samples above, the nearest training image of each below. A generator that copies would show pairs that are the same.</p>
<div class="grids">${figure('closest', 'the closest of all samples looked up')}${figure('random', 'samples at random')}</div>
${
  exhibits.reconstructions === undefined
    ? ''
    : `<h2>Reconstructions</h2>
<figure>${gridImage(exhibits.reconstructions, exhibits.size, 'reconstructions')}<figcaption>real test images; through the encoder and back; varied at strength ${metrics.reconstruction?.variationStrength}</figcaption></figure>`
}
<p>Generator weights <code>${model.generator}</code></p>
</body></html>
`;
}
