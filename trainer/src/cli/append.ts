/** The value parser of an option that may be repeated. */
export function append(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}
