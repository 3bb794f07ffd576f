/** Where a run shows itself: one screen that is drawn again on a terminal, plain lines elsewhere. */
import type { FrameContent } from './frame.ts';
import { LiveScreen } from './live-screen.ts';
import { PlainLines } from './plain-lines.ts';

export interface RunView {
  /** What happens before the first step, e.g. the classifier's training; `share` of it is done. */
  prepare(name: string, share: number): void;
  /** After every step; the view decides when to draw. `content` is asked for only then. */
  update(content: () => FrameContent): void;
  /** A line that stays. */
  say(line: string): void;
  /** Leaves the last picture standing. */
  end(): void;
}

export function runView(stream: NodeJS.WriteStream = process.stdout): RunView {
  return stream.isTTY ? new LiveScreen(stream) : new PlainLines();
}
