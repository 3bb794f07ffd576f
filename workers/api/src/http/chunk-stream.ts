/**
 * A body whose next part is made when the client has room for it, and never where it has gone away:
 * nothing is queued ahead, and leaving ends the generator (https://streams.spec.whatwg.org/).
 */

export function chunkStream(
  chunks: AsyncGenerator<Uint8Array, void, void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}
