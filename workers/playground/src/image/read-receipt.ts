/** A receipt's text: the payload of a JWS in its compact form (RFC 7515). Nothing is verified here. */

export interface ReadReceipt {
  readonly claims: unknown;
  /** The key that signed it, where one did. */
  readonly signer: string | undefined;
}

export function readReceipt(token: string): ReadReceipt {
  const [head = '', payload = ''] = token.split('.');
  const header = parse(head);
  const signer =
    typeof header === 'object' && header !== null && 'kid' in header ? `${header.kid}` : undefined;
  return { claims: parse(payload), signer };
}

function parse(base64url: string): unknown {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
