/** Events of a stream, `text/event-stream` (https://html.spec.whatwg.org/multipage/server-sent-events.html). */

export const eventStreamType = 'text/event-stream';

export interface ServerSentEvent {
  readonly event: string;
  /** As JSON, which has no line breaks. */
  readonly data: unknown;
  /** What `Last-Event-ID` will say. */
  readonly id?: string;
}

export function encodeEvent({ event, data, id }: ServerSentEvent): Uint8Array {
  const lines = [
    `event: ${event}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
    `data: ${JSON.stringify(data)}`,
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n\n`);
}
