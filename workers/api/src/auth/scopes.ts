/** What API keys may allow; openapi.yaml says which operation needs which. */

export const scopes = ['images:write', 'datasets:write', 'models:write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Whoever may give out keys may do everything. */
export function includesScope(granted: Iterable<Scope>, wanted: Scope): boolean {
  for (const scope of granted) if (scope === wanted || scope === 'admin') return true;
  return false;
}
