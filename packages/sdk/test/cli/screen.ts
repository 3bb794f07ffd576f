/** Reads back what is drawn in a terminal: half blocks, sixels, kitty's pieces, iTerm2's files. */
import { inflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { type Canvas, emptyCanvas } from '../../src/cli/preview/canvas.ts';

type Rgb = readonly number[] | undefined;

/** With signs for what is invisible. */
function visible(text: string): string {
  return text.replaceAll('\x1b', '␛').replaceAll('\x07', '␇');
}

/** `[height × 2, width]`, of every cell its upper and its lower pixel; undefined is the terminal's background. */
export function readHalfBlocks(text: string): Rgb[][] {
  return visible(text)
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const upper: Rgb[] = [];
      const lower: Rgb[] = [];
      let front: Rgb;
      let behind: Rgb;
      for (const [, codes, character] of line.matchAll(/␛\[([\d;]*)m|(.)/gu)) {
        if (codes !== undefined) {
          const [target, , ...color] = codes.split(';').map(Number);
          if (target === 38) front = color;
          else if (target === 48) behind = color;
          else [front, behind] = [undefined, undefined];
        } else {
          upper.push(character === '▀' ? front : behind);
          lower.push(character === '▄' ? front : behind);
        }
      }
      if (front !== undefined || behind !== undefined) throw new Error('colours leak from a line');
      return [upper, lower];
    });
}

/** What a VT340 draws, in percent; -1 where nothing is drawn. */
export function readSixel(text: string): { width: number; height: number; percent: number[][] } {
  const [, size, body] = /^␛P0;1;0q"1;1;(\d+;\d+)([^␛]*)␛\\\n$/.exec(visible(text)) ?? [];
  if (size === undefined || body === undefined) throw new Error('no sixel');
  const [width = 0, height = 0] = size.split(';').map(Number);
  const percent: number[][] = Array.from({ length: width * height }, () => [-1, -1, -1]);
  const colors = new Map<number, number[]>();
  let [x, top, color] = [0, 0, -1];
  const tokens = body.matchAll(/#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$-])/g);
  let length = 0;
  for (const [token, defined, red, green, blue, chosen, count, repeated, single, move] of tokens) {
    length += token.length;
    if (defined !== undefined) colors.set(Number(defined), [red, green, blue].map(Number));
    else if (chosen !== undefined) color = Number(chosen);
    else if (move !== undefined) {
      x = 0;
      if (move === '-') top += 6;
    } else {
      const bits = (repeated ?? single ?? '').charCodeAt(0) - 63;
      for (let end = x + Number(count ?? 1); x < end; x++) {
        for (let y = 0; y < 6; y++) {
          if ((bits >> y) & 1) percent[(top + y) * width + x] = colors.get(color) ?? [];
        }
      }
    }
  }
  if (length !== body.length) throw new Error('characters that are no sixels');
  return { width, height, percent };
}

export function readKitty(text: string): Canvas {
  const pieces = [...visible(text).matchAll(/␛_G([^;]*);([^␛]*)␛\\/g)];
  if (pieces.map(([piece]) => piece).join('') !== visible(text).trimEnd())
    throw new Error('more than kitty');
  const controls = pieces.map(([, control = '']) =>
    Object.fromEntries(control.split(',').map((pair) => pair.split('='))),
  );
  const { a, f, o, s, v } = controls[0] ?? {};
  if (a !== 'T' || f !== '32' || o !== 'z') throw new Error('not what is read here');
  for (const [index, { m }] of controls.entries()) {
    if ((m === '1') !== index < pieces.length - 1) throw new Error('a wrong last piece');
  }
  if (pieces.some(([, , data = '']) => data.length > 4096)) throw new Error('a long piece');
  const base64 = pieces.map(([, , data]) => data).join('');
  const rgba = new Uint8Array(inflateSync(Buffer.from(base64, 'base64')));
  return { width: Number(s), height: Number(v), rgba };
}

export function readITerm2(text: string): Canvas {
  const [, sizeBytes, base64 = ''] =
    /^␛\]1337;File=inline=1;size=(\d+);width=\d+px;height=\d+px:([\w+/=]+)␇\n$/.exec(
      visible(text),
    ) ?? [];
  const file = Buffer.from(base64, 'base64');
  if (file.length !== Number(sizeBytes)) throw new Error('another size');
  const { width, height, data } = decode(file);
  return { ...emptyCanvas(width, height), rgba: new Uint8Array(data) };
}
