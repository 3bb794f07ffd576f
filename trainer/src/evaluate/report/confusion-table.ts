/** Which class the judge sees in images of which: shares of a row, darker where there are more. */
import { escapeHtml } from './escape-html.ts';

export function confusionTable(
  classes: readonly string[],
  confusion: readonly (readonly number[])[],
): string {
  const head = classes.map((name) => `<th scope="col"><span>${escapeHtml(name)}</span></th>`);
  const rows = confusion.map((counts, asked) => {
    const total = Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
    const cells = counts.map((count) => {
      const share = count / total;
      const shown = share >= 0.005 ? (100 * share).toFixed(share < 0.1 ? 1 : 0) : '';
      return `<td style="--share:${share.toFixed(3)}">${shown}</td>`;
    });
    return `<tr><th scope="row">${escapeHtml(classes[asked] ?? '')}</th>${cells.join('')}</tr>`;
  });
  return `<table class="confusion"><thead><tr><td></td>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
