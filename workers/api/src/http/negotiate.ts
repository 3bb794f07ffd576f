/** Chooses a media type by `Accept` (RFC 9110, section 12.5.1). */

interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/**
 * The acceptable type of the highest quality; among equals the one that was named more exactly, then
 * the one offered first.
 *
 * @param accept the header; missing or empty accepts everything
 * @returns undefined where nothing offered is acceptable
 */
export function negotiate<T extends string>(
  accept: string | undefined,
  offered: readonly T[],
): T | undefined {
  const ranges = parseRanges(accept?.trim() || '*/*');
  const rated = offered.map((type) => ({ type, ...rate(type, ranges) }));
  const acceptable = rated.filter(({ quality }) => quality > 0);
  acceptable.sort((a, b) => b.quality - a.quality || b.exactness - a.exactness);
  return acceptable[0]?.type;
}

function parseRanges(accept: string): Range[] {
  return accept.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((it) => it.trim().toLowerCase());
    const [type, subtype] = range.split('/');
    if (!type || !subtype) return [];
    const given = parameters.find((it) => it.startsWith('q='))?.slice(2) ?? '1';
    const quality = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(given) ? Number(given) : 0;
    return [{ type, subtype, quality }];
  });
}

/** The most exact range that matches decides, so `image/png;q=0, *\/*` excludes image/png. */
function rate(mediaType: string, ranges: readonly Range[]): { quality: number; exactness: number } {
  const [type, subtype] = mediaType.split('/');
  let best = { quality: 0, exactness: -1 };
  for (const range of ranges) {
    const exactness = exactnessOf(range, type, subtype);
    if (exactness > best.exactness) best = { quality: range.quality, exactness };
  }
  return best;
}

function exactnessOf(range: Range, type?: string, subtype?: string): number {
  if (range.type === type && range.subtype === subtype) return 2;
  if (range.type === type && range.subtype === '*') return 1;
  return range.type === '*' && range.subtype === '*' ? 0 : -1;
}
