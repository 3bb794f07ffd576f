/** What every method that asks once returns: the data, and on request the answer that it came in. */
import type { Answer } from './transport/attempt.ts';
import type { ResponseHeaders } from './transport/fetch.ts';

/** The data of an answer beside its head. */
export interface WithResponse<Data> {
  readonly data: Data;
  readonly response: { readonly status: number; readonly headers: ResponseHeaders };
  /** Names the request in the service's logs. */
  readonly requestId: string | undefined;
}

/**
 * A promise of the data, as `await` takes it.
 *
 * @example
 * const { data, response } = await edge.models.get('fashion-mnist').withResponse();
 * console.log(data.name, response.headers.get('cache-control'));
 */
export interface EdgePromise<Data> extends Promise<Data> {
  /** The same with status, headers and the request's id. Rejects as the promise itself does. */
  withResponse(): Promise<WithResponse<Data>>;
}

export function edgePromise<Data>(
  answered: Promise<{ readonly answer: Answer; readonly data: Data }>,
): EdgePromise<Data> {
  const data = answered.then((it) => it.data);
  return Object.assign(data, {
    withResponse: async () => {
      // Whoever asks for both hears of a failure here, and need not hear of it there as well.
      data.catch(() => {});
      const { answer, data: its } = await answered;
      const { status, headers } = answer;
      const requestId = headers.get('x-request-id') ?? undefined;
      return { data: its, response: { status, headers }, requestId };
    },
  });
}
