/**
 * The text of an API key: `cek_<id>_<secret><checksum>`, after GitHub's tokens
 * (https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats). The prefix lets scanners
 * find a key that leaked, the checksum tells a mistyped one without a look-up, and the id is what a key is
 * looked up and spoken of by. The secret has 256 bits, so that a plain SHA-256 is all there is to store.
 */

import { sha256Hex } from '@comfy-edge/model';
import { crc32 } from './crc32.ts';

export interface KeyText {
  readonly id: string;
  readonly text: string;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_DIGITS = 12;
/** 62⁴³ is just above 2²⁵⁶. */
const SECRET_DIGITS = 43;
/** 62⁶ is above 2³². */
const CHECKSUM_DIGITS = 6;

const idPattern = new RegExp(`^[0-9A-Za-z]{${ID_DIGITS}}$`);
const textPattern = new RegExp(
  `^(cek_([0-9A-Za-z]{${ID_DIGITS}})_[0-9A-Za-z]{${SECRET_DIGITS}})([0-9A-Za-z]{${CHECKSUM_DIGITS}})$`,
);

export function drawKeyText(): KeyText {
  const id = drawDigits(ID_DIGITS);
  const body = `cek_${id}_${drawDigits(SECRET_DIGITS)}`;
  return { id, text: body + checksum(body) };
}

/** @returns why not, where it is none */
export function parseKeyText(text: string): KeyText | 'malformed' | 'mistyped' {
  const [, body, id, check] = textPattern.exec(text) ?? [];
  if (body === undefined || id === undefined) return 'malformed';
  return check === checksum(body) ? { id, text } : 'mistyped';
}

export function isKeyId(text: string): boolean {
  return idPattern.test(text);
}

/** What is stored of a key: its SHA-256, in lower-case hexadecimal. */
export function hashKeyText({ text }: KeyText): Promise<string> {
  return sha256Hex(new TextEncoder().encode(text));
}

function checksum(body: string): string {
  let rest = crc32(new TextEncoder().encode(body));
  let digits = '';
  while (digits.length < CHECKSUM_DIGITS) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}

/** Each equally likely: bytes above the last multiple of 62 are drawn again. */
function drawDigits(count: number): string {
  const limit = 256 - (256 % DIGITS.length);
  let digits = '';
  while (digits.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count))) {
      if (byte < limit && digits.length < count) digits += DIGITS.charAt(byte % DIGITS.length);
    }
  }
  return digits;
}
