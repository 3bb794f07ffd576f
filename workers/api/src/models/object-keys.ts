/** Where things are in object storage. Readers and writers agree here and nowhere else. */

export const blobsPrefix = 'blobs/';

export const modelsPrefix = 'models/';

export const blobKey = (sha256: string): string => `${blobsPrefix}${sha256}`;

export const versionKey = (model: string, digest: string): string =>
  `${modelsPrefix}${model}/versions/${digest}.json`;
