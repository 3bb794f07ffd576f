/** What resources are made of: a call of the contract, and what is read from its answer. */
import type { paths } from '@comfy-edge/contract';
import { type EdgePromise, edgePromise } from './edge-promise.ts';
import { type Call, type Operation, requestOf } from './operation.ts';
import type { Answer } from './transport/attempt.ts';
import type { OpenAnswer } from './transport/open-answer.ts';
import type { RequestOptions, Transport } from './transport/transport.ts';

/** An answer that knows, in types alone, which operation it is of. */
export interface AnswerTo<Op> extends Answer {
  readonly operation?: Op;
}

type AskedMethod = 'get' | 'put' | 'post' | 'delete';

/** Rejects with ComfyEdgeError, also for what `read` throws, and with TypeError for what cannot be sent. */
export function request<Path extends keyof paths, M extends AskedMethod, Data>(
  transport: Transport,
  call: Call<Path, M>,
  read: (answer: AnswerTo<Operation<Path, M>>) => Data,
  options?: RequestOptions,
): EdgePromise<Data> {
  const ask = async () => {
    const answer = await transport.send(await requestOf(call), options);
    return { answer, data: read(answer) };
  };
  return edgePromise(ask());
}

/** The same for an answer that is read as it comes. */
export async function openRequest<Path extends keyof paths, M extends AskedMethod>(
  transport: Transport,
  call: Call<Path, M>,
  options?: RequestOptions,
): Promise<OpenAnswer> {
  return transport.open(await requestOf(call), options);
}
