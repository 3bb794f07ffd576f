/** Two versions side by side: what is better, and what an alias would say. */

import type { QualityRule } from '@comfy-edge/contract';
import { expect, test } from 'vitest';
import { objectionsTo } from '../../src/cli/versions/promotion-check.ts';
import { diffVersions, type VersionSide } from '../../src/cli/versions/version-diff.ts';

function side(
  metrics: Record<string, number>,
  counter?: number,
  expiresAt = '2027-01-01T00:00:00Z',
): VersionSide {
  return {
    version: {
      ...{ model: 'm', digest: 'ab'.repeat(32), title: '', description: '', licence: 'CC0-1.0' },
      ...{ createdAt: '2026-11-22T10:00:00.000Z', classes: ['a', 'b'], multiplyAdds: 1_000 },
      ...{ image: { width: 8, height: 8, channels: 1 }, latent: { size: 8 }, metrics },
      training: { preset: 'none', seed: 1, steps: 0, images: 0 },
      data: { name: 'none', licence: 'CC0-1.0', source: '' },
      blobs: [{ role: 'generator', sha256: 'cd'.repeat(32), sizeBytes: 500 }],
      sizeBytes: 700,
    },
    listed: {
      ...{ digest: 'ab'.repeat(32), publishedAt: '2026-11-22T10:00:00.000Z' },
      ...(counter !== undefined && { publication: { publisher: 'p', counter, expiresAt } }),
    },
  };
}

const nowMs = Date.parse('2026-11-25T00:00:00Z');

function verdicts(before: VersionSide, after: VersionSide, rules: QualityRule[] = []) {
  const rows = diffVersions(before, after, rules);
  return Object.fromEntries(
    rows.flatMap(({ name, verdict }) => (verdict ? [[name, verdict]] : [])),
  );
}

test('higher is better for some metrics, lower for others, and for most nobody knows', () => {
  const before = side({ cas: 0.8, cfid: 0.3, density: 1, own: 1, recall: 0.5 });
  const after = side({ cas: 0.9, cfid: 0.4, density: 2, own: 2, recall: 0.5 });
  expect(verdicts(before, after)).toEqual({ cas: 'better', cfid: 'worse' });
});

test('a policy says what nobody else knows, and goes before what is known', () => {
  const rules: QualityRule[] = [
    { metric: 'own', better: 'lower' },
    { metric: 'cas', better: 'lower' },
  ];
  expect(verdicts(side({ own: 1, cas: 0.8 }), side({ own: 2, cas: 0.9 }), rules)).toEqual({
    ...{ own: 'worse', cas: 'worse' },
  });
});

test('a metric that one of both has not is shown without a change', () => {
  const [row] = diffVersions(side({}), side({ cas: 0.9 }), []);
  expect(row).toEqual({ section: 'metrics', name: 'cas', before: undefined, after: 0.9 });
});

test('sizes, architecture and lineage are there', () => {
  const rows = diffVersions(side({}, 1), side({}, 2), []);
  const of = (section: string) =>
    rows.filter((row) => row.section === section).map(({ name }) => name);
  expect(of('size')).toEqual(['all bytes', 'generator bytes', 'multiply-adds']);
  expect(of('architecture')).toEqual(['image', 'latent', 'classes', 'networks']);
  expect(of('lineage')).toEqual(expect.arrayContaining(['preset', 'data', 'parent', 'counter']));
});

test('an alias objects to what is below its gate, older, or expired', () => {
  const policy = { rules: [{ metric: 'cas', better: 'higher' as const, limit: 0.85 }] };
  const codes = (...args: Parameters<typeof objectionsTo>) =>
    objectionsTo(...args).map(({ code, canBeForced }) => `${code} ${canBeForced}`);
  const present = side({ cas: 0.9 }, 5);
  expect(codes(side({ cas: 0.9 }, 6), present, policy, nowMs)).toEqual([]);
  expect(codes(side({ cas: 0.8 }, 6), present, policy, nowMs)).toEqual(['below_quality_gate true']);
  expect(codes(side({ cas: 0.9 }, 4), present, policy, nowMs)).toEqual(['older_version true']);
  expect(codes(side({ cas: 0.8 }, 4, '2026-11-24T00:00:00Z'), present, policy, nowMs)).toEqual([
    ...['statement_expired false', 'older_version true', 'below_quality_gate true'],
  ]);
  // Where there is no such alias yet, nothing stands in the way.
  expect(codes(side({}), undefined, undefined, nowMs)).toEqual([]);
});
