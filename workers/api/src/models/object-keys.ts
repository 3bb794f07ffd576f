/** Where things are in object storage. Readers and writers agree here and nowhere else. */

export const modelsPrefix = 'models/';

export const blobKey = (sha256: string): string => `blobs/${sha256}`;

export const modelPrefix = (model: string): string => `${modelsPrefix}${model}/`;

export const versionsPrefix = (model: string): string => `${modelPrefix(model)}versions/`;

export const versionKey = (model: string, digest: string): string =>
  `${versionsPrefix(model)}${digest}.json`;

export const aliasesPrefix = (model: string): string => `${modelPrefix(model)}aliases/`;

export const aliasKey = (model: string, alias: string): string =>
  `${aliasesPrefix(model)}${alias}.json`;

/** The `x` of `<prefix>x.json`. */
export function nameOf(key: string, prefix: string): string {
  return key.slice(prefix.length, -'.json'.length);
}
