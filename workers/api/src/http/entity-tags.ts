/** `If-None-Match` (RFC 9110, section 13.1.2). */

/**
 * Whether the client's copy is the one with this entity tag. `*` is no copy: it is for writing.
 *
 * @param header a list of entity tags; weak ones match as well
 * @param entityTag quoted
 */
export function holds(header: string | undefined, entityTag: string): boolean {
  return header?.match(/"[^"]*"/g)?.some((tag) => tag === entityTag) ?? false;
}
