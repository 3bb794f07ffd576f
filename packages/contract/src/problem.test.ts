import { expect, test } from 'vitest';
import { openapiDocument } from './document.gen.ts';
import { problemCodes, problems, problemType } from './problem.ts';

const { components } = openapiDocument as {
  components: {
    schemas: {
      ProblemCode: { enum: string[] };
      Problem: { properties: { type: { pattern: string } } };
    };
  };
};

test('the codes are those of the contract', () => {
  expect([...problemCodes].sort()).toEqual([...components.schemas.ProblemCode.enum].sort());
});

test.each(problemCodes)('%s has an error status and a type the contract allows', (code) => {
  expect(problems[code].status).toBeGreaterThanOrEqual(400);
  expect(problemType(code)).toMatch(new RegExp(components.schemas.Problem.properties.type.pattern));
});

/** Every `{ status: { const }, code: { const | enum } }` pair anywhere in the document. */
function documentedPairs(value: unknown): [string, number][] {
  if (value === null || typeof value !== 'object') return [];
  const { status, code } = value as {
    status?: { const?: number };
    code?: { const?: string; enum?: string[] };
  };
  const own =
    status?.const === undefined || code === undefined
      ? []
      : (code.enum ?? [code.const ?? '']).map((name): [string, number] => [
          name,
          status.const ?? 0,
        ]);
  return [...own, ...Object.values(value).flatMap(documentedPairs)];
}

test('a code has the same status wherever the contract mentions it', () => {
  const pairs = documentedPairs(openapiDocument);
  expect(new Set(pairs.map(([code]) => code))).toEqual(new Set(problemCodes));
  for (const [code, status] of pairs) {
    expect(problems[code as keyof typeof problems], code).toMatchObject({ status });
  }
});
