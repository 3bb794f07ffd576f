import { describe, expect, test } from 'vitest';
import { judge, type QualityRule } from './quality-gate.ts';

const cas: QualityRule = { metric: 'cas', better: 'higher', limit: 0.8, tolerance: 0.1 };
const fid: QualityRule = { metric: 'fid', better: 'lower', limit: 5, tolerance: 0.5 };

describe('a rule', () => {
  test.each([
    ['at its limit', cas, { cas: 0.8 }, undefined, []],
    ['under its limit', cas, { cas: 0.79 }, undefined, ['limit >= 0.8, got 0.79']],
    ['over it, where lower is better', fid, { fid: 5.1 }, undefined, ['limit <= 5, got 5.1']],
    ['as far behind as it may', cas, { cas: 0.8 }, { cas: 0.9 }, []],
    ['further behind', cas, { cas: 0.81 }, { cas: 0.92 }, ['tolerance >= 0.82, got 0.81']],
    [
      'worse by more, where lower is better',
      fid,
      { fid: 4 },
      { fid: 3 },
      ['tolerance <= 3.5, got 4'],
    ],
    ['better than before', fid, { fid: 1 }, { fid: 3 }, []],
    ['beside one that was not measured', cas, { cas: 0.9 }, { fid: 3 }, []],
    [
      'not measured itself',
      cas,
      { fid: 1 },
      { cas: 0.9 },
      ['limit >= 0.8, got null', 'tolerance >= 0.8, got null'],
    ],
  ])('%s', (_, rule, candidate, present, expected) => {
    const failures = judge({ rules: [rule] }, candidate, present);
    expect(failures.map((it) => `${it.rule} ${it.expected}, got ${it.actual}`)).toEqual(expected);
  });
});

test('every rule that fails is named', () => {
  const failures = judge({ rules: [cas, fid] }, { cas: 0.1, fid: 9 }, undefined);
  expect(failures.map(({ metric }) => metric)).toEqual(['cas', 'fid']);
});

test('a policy without rules lets everything pass', () => {
  expect(judge({ rules: [] }, {}, {})).toEqual([]);
});
