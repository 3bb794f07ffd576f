/** What API keys may allow; openapi.yaml says which operation needs which. */

export const scopes = ['images:write', 'models:write'] as const;
export type Scope = (typeof scopes)[number];
