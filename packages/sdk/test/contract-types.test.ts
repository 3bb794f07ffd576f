/**
 * The client's types come from the contract: what the contract does not have does not compile
 * (`tsc` fails on a directive that expects an error and finds none).
 */
import { expect, expectTypeOf, test } from 'vitest';
import type { EdgeImage, GenerateParameters, Model } from '../src/index.ts';
import type { Call, Operation, Success } from '../src/operation.ts';

test('calls, parameters and results follow the contract', () => {
  const get: Call<'/v1/models/{model}', 'get'> = {
    ...{ method: 'get', path: '/v1/models/{model}', params: { model: 'm' } },
  };
  expect(get.params).toEqual({ model: 'm' });
  // @ts-expect-error the path needs its parameter
  const bare: Call<'/v1/models/{model}', 'get'> = { method: 'get', path: '/v1/models/{model}' };
  // @ts-expect-error there is no such operation
  const missing: Call<'/healthz', 'put'>['method'] = 'put';
  // @ts-expect-error there is no such path
  const nowhere: Call<'/v2/images', 'post'>['path'] = '/v2/images';
  expect([bare.method, missing, nowhere]).toEqual(['get', 'put', '/v2/images']);
  expectTypeOf<Operation<'/healthz', 'put'>>().toBeNever();
  expectTypeOf<Success<Operation<'/v1/models/{model}', 'get'>>>().toEqualTypeOf<Model>();
  expectTypeOf<Pick<GenerateParameters, 'model' | 'seed' | 'format'>>().toEqualTypeOf<{
    model: string;
    seed?: number | undefined;
    format?: 'png' | 'webp' | 'jpeg' | 'npy' | undefined;
  }>();
  expectTypeOf<EdgeImage['seed']>().toBeNumber();
});
