/**
 * Asks a terminal what it can draw: kitty's own question first, then the device attributes (DA1), which every
 * terminal answers, so that an answer to the second alone is a no to the first
 * (https://sw.kovidgoyal.net/kitty/graphics-protocol/#querying-support-and-available-transmission-mechanisms).
 */
import type { Terminal } from '../terminal.ts';

export interface Abilities {
  readonly kitty: boolean;
  readonly sixel: boolean;
}

const question = '\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c';
const ctrlC = '\x03';

/** Of a terminal that does not answer in time, nothing is believed. */
export async function askTerminal(
  { stdin, stdout }: Terminal,
  timeoutMs = 250,
): Promise<Abilities> {
  const nothing = { kitty: false, sixel: false };
  if (stdin.isTTY !== true || stdin.setRawMode === undefined) return nothing;
  stdin.setRawMode(true);
  stdin.resume();
  stdout.write(question);
  const abilities = await new Promise<Abilities>((resolve) => {
    let answer = '';
    const end = (found: Abilities) => {
      clearTimeout(timer);
      stdin.off('data', listen);
      resolve(found);
    };
    const listen = (chunk: Uint8Array | string) => {
      answer += typeof chunk === 'string' ? chunk : new TextDecoder('latin1').decode(chunk);
      // A raw terminal makes no signal of it.
      if (answer.includes(ctrlC)) process.kill(process.pid, 'SIGINT');
      const found = readAnswer(answer);
      if (found !== undefined) end(found);
    };
    const timer = setTimeout(() => end(nothing), timeoutMs);
    stdin.on('data', listen);
  });
  stdin.pause();
  stdin.setRawMode(false);
  return abilities;
}

/** @returns undefined as long as the device attributes are not there; 4 among them is sixel */
function readAnswer(answer: string): Abilities | undefined {
  const attributes = answer.split('\x1b[?').slice(1);
  const [digits] = attributes.map((text) => /^([\d;]*)c/.exec(text)?.[1]).filter(Boolean);
  if (digits === undefined) return undefined;
  return { kitty: answer.includes('_Gi=31;OK'), sixel: digits.split(';').includes('4') };
}
