/** Several bodies in one, `multipart/mixed` (RFC 2046, section 5.1). */

export const multipartType = 'multipart/mixed';

export interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** In no body but by a chance of 2⁻¹²²: drawn anew for every answer. */
export function drawBoundary(): string {
  return `comfy-edge-${crypto.randomUUID()}`;
}

export function encodePart({ headers, body }: Part, boundary: string): Uint8Array {
  const fields = Object.entries({ ...headers, 'Content-Length': `${body.length}` });
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`);
  const head = new TextEncoder().encode(`--${boundary}\r\n${lines.join('')}\r\n`);
  const part = new Uint8Array(head.length + body.length + 2);
  part.set(head);
  part.set(body, head.length);
  part.set([13, 10], head.length + body.length);
  return part;
}

export function encodeEnd(boundary: string): Uint8Array {
  return new TextEncoder().encode(`--${boundary}--\r\n`);
}
