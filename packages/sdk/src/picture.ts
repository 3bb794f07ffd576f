/** Pictures of an application's own, as the service takes them. */
import { encodeBase64 } from './base64.ts';

/** A PNG, JPEG or WebP: its bytes, an image of this client, a `File` or `Blob`, base64, or a data URL. */
export type Picture = Uint8Array | { readonly bytes: Uint8Array } | Blob | string;

/** The parameters of an operation on a picture. */
export type WithPicture<Request> = Omit<Request, 'image'> & { readonly image: Picture };

/** The same with the picture as text. */
export async function sendable<Request extends { readonly image: Picture }>({
  image,
  ...rest
}: Request): Promise<Omit<Request, 'image'> & { readonly image: string }> {
  return { ...rest, image: typeof image === 'string' ? image : encodeBase64(await bytesOf(image)) };
}

export async function bytesOf(
  file: Uint8Array | { readonly bytes: Uint8Array } | Blob,
): Promise<Uint8Array<ArrayBuffer>> {
  if (file instanceof Blob) return new Uint8Array(await file.arrayBuffer());
  // A copy: what is read later than now must not have changed.
  return new Uint8Array(file instanceof Uint8Array ? file : file.bytes);
}
