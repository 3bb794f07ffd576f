/**
 * The headers of an answer that go with it wherever it is kept: those that describe what is in it. All others
 * are of the request that it was made for.
 */

const describing = new Set(['content-type', 'etag']);

/** @param further names that are kept as well, in lower case */
export function lastingHeaders(
  headers: Headers,
  further: readonly string[] = [],
): [string, string][] {
  return [...headers].filter(
    ([name]) => name.startsWith('comfy-') || describing.has(name) || further.includes(name),
  );
}
