/**
 * Events of a stream, `text/event-stream`
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html), without `retry` and without lines
 * that end in a carriage return alone, which nobody sends.
 */

export interface ServerSentEvent {
  /** `message` where the event has no name. */
  readonly event: string;
  readonly data: string;
  /** Of this event; the stream's last one is for who reads it to keep. */
  readonly id?: string;
}

/** Whole events alone: what comes after the last empty line is dropped, as the standard says. */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent, void, void> {
  let lines: string[] = [];
  for await (const line of linesOf(chunks)) {
    if (line !== '') {
      lines.push(line);
      continue;
    }
    const event = parseEvent(lines);
    lines = [];
    if (event !== undefined) yield event;
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}

/** @returns undefined where there is no data: a comment that keeps a connection open, say */
function parseEvent(lines: readonly string[]): ServerSentEvent | undefined {
  const data: string[] = [];
  let event = 'message';
  let id: string | undefined;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    if (field === 'event') event = value;
    if (field === 'id') id = value;
  }
  if (data.length === 0) return undefined;
  return { event, data: data.join('\n'), ...(id === undefined ? {} : { id }) };
}
