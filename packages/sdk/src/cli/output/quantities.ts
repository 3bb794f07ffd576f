/** Sizes, times and digests as people read them. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** In powers of a thousand, as disks are sold and as bills are written. */
export function sizeText(sizeBytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3));
  const value = sizeBytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** To the minute, in UTC as the service has it: `2026-11-25 12:00Z`. */
export function timeText(instant: string | undefined): string | undefined {
  return instant?.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2Z');
}

/** As much of a digest as tells versions apart; commands take it in place of the whole. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
