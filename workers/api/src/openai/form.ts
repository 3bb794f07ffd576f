/** The multipart form of OpenAI's variations: a file, and fields that are all text. */

import { readBody } from '../http/body.ts';
import { ProblemError } from '../http/problem-error.ts';

/** The largest picture there may be, and the fields around it. */
export const formLimitBytes = 4 * 1024 * 1024 + 64 * 1024;
const numbers = ['n', 'seed', 'strength'];

export interface PictureForm {
  readonly picture: Uint8Array;
  /** Everything else, numbers as numbers; still to be checked. */
  readonly fields: Readonly<Record<string, string | number>>;
}

/** @throws ProblemError `unsupported_media_type`, `payload_too_large`, `invalid_request` */
export async function readPictureForm(request: Request): Promise<PictureForm> {
  const contentType = 'multipart/form-data';
  const bytes = await readBody(request, { contentType, limitBytes: formLimitBytes });
  const form = await parseForm(bytes, request.headers.get('content-type') ?? '');
  const image = form.get('image');
  if (!(image instanceof File)) {
    throw new ProblemError('invalid_request', 'expected a file named image, got none', {
      pointer: '/image',
    });
  }
  const fields: [string, string | number][] = [];
  for (const [name, value] of form) {
    if (name === 'image' || typeof value !== 'string') continue;
    const isNumber = numbers.includes(name) && /^\d{1,10}(\.\d{1,15})?$/.test(value);
    fields.push([name, isNumber ? Number(value) : value]);
  }
  return { picture: new Uint8Array(await image.arrayBuffer()), fields: Object.fromEntries(fields) };
}

async function parseForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData();
  } catch (cause) {
    throw new ProblemError('invalid_request', 'expected a multipart form, got other bytes', {
      cause,
      pointer: '',
    });
  }
}
