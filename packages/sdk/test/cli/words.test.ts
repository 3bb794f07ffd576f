/** What options take, and the forms that are read back: rules, templates, references, tables. */
import { judge } from '@comfy-edge/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandTemplate } from '../../src/cli/files/file-template.ts';
import { durationMs } from '../../src/cli/options.ts';
import { paintFor } from '../../src/cli/output/paint.ts';
import { sizeText } from '../../src/cli/output/quantities.ts';
import { table } from '../../src/cli/output/table.ts';
import { qualityRule, ruleTexts } from '../../src/cli/versions/quality-rule.ts';
import { versionReference } from '../../src/cli/versions/version-reference.ts';

describe('a quality rule', () => {
  test.each([
    ['cas>=0.8', { metric: 'cas', better: 'higher', limit: 0.8 }],
    ['cfid <= 0.3', { metric: 'cfid', better: 'lower', limit: 0.3 }],
    ['ckid<=-1e-4', { metric: 'ckid', better: 'lower', limit: -0.0001 }],
    ['cas>=current', { metric: 'cas', better: 'higher', tolerance: 0 }],
    ['cas>=current-0.01', { metric: 'cas', better: 'higher', tolerance: 0.01 }],
    ['cfid<=current + 0.05', { metric: 'cfid', better: 'lower', tolerance: 0.05 }],
  ])('%s', (text, rule) => {
    expect(qualityRule(text)).toEqual(rule);
  });

  test.each([
    'cas',
    'cas>0.8',
    'cas>=',
    '>=1',
    'cas>=current+1',
    'cfid<=current-1',
    'cas>=current1',
  ])('%s is none', (text) => {
    expect(() => qualityRule(text)).toThrow(/Expected a rule such as/);
  });

  test('is the same after it was shown', () => {
    const value = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((it) => !Object.is(it, -0));
    const rule = fc.record({
      metric: fc.stringMatching(/^[a-zA-Z][\w.]{0,20}$/),
      better: fc.constantFrom('higher' as const, 'lower' as const),
      bound: fc.oneof(
        value.map((limit) => ({ limit })),
        value.map((it) => ({ tolerance: Math.abs(it) })),
      ),
    });
    fc.assert(
      fc.property(rule, ({ bound, ...rest }) => {
        const whole = { ...rest, ...bound };
        expect(ruleTexts(whole).map(qualityRule)).toEqual([whole]);
      }),
    );
  });

  test('means what the service makes of it', () => {
    const rules = ['cas>=0.8', 'cas>=current-0.01', 'cfid<=current+0.05'].map(qualityRule);
    const present = { cas: 0.85, cfid: 0.3 };
    expect(judge({ rules }, { cas: 0.84, cfid: 0.35 }, present)).toEqual([]);
    const failed = judge({ rules }, { cas: 0.79, cfid: 0.36 }, present);
    expect(failed.map(({ expected }) => expected)).toEqual(['>= 0.8', '>= 0.84', '<= 0.35']);
  });
});

test.each([
  ['m', { model: 'm', version: undefined }],
  ['fashion-mnist@latest', { model: 'fashion-mnist', version: 'latest' }],
  [`m@${'a'.repeat(64)}`, { model: 'm', version: 'a'.repeat(64) }],
])('the reference %s', (text, reference) => {
  expect(versionReference(text)).toEqual(reference);
});

test.each([
  '',
  'M',
  'm@',
  '@latest',
  'm@a@b',
  'm/n',
  `m@${'a'.repeat(65)}`,
])('%j is no reference', (text) => {
  expect(() => versionReference(text)).toThrow(/Expected model, model@alias or model@digest/);
});

describe('a template', () => {
  const fields = { class: 'bag', seed: 7, ext: 'png' };

  test('has its fields in place', () => {
    expect(expandTemplate('out/{class}/{seed}-{seed}.{ext}', fields)).toBe('out/bag/7-7.png');
    expect(expandTemplate('plain', fields)).toBe('plain');
  });

  test('names fields that there are', () => {
    expect(() => expandTemplate('{sed}', fields)).toThrow(
      'expected {class}, {seed}, {ext} in -o {sed}',
    );
    expect(() => expandTemplate('{toString}', fields)).toThrow('got {toString}');
  });

  test('leads nowhere that its fields say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = expandTemplate('{class}', { class: text });
        expect(name).not.toMatch(/[/\\\0]/);
        expect(['.', '..']).not.toContain(name);
      }),
    );
  });
});

test('times', () => {
  expect(['90s', '15m', '12h', '30d'].map(durationMs)).toEqual([
    90_000, 900_000, 43_200_000, 2_592_000_000,
  ]);
});

test('sizes', () => {
  const sizes = [0, 999, 1_000, 919_720, 1_361_698, 2.5e9, 3e15];
  expect(sizes.map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '920 kB',
    '1.4 MB',
    '2.5 GB',
    '3000 TB',
  ]);
});

test('a table: numbers to the right, wide characters and colours counted as they are seen', () => {
  const paint = paintFor(1);
  const red = (text: string) => `<${text}>`;
  const rows = [
    ['鞋', 1_234, { text: 'bad', paint: red }],
    ['bag', 5, undefined],
  ];
  expect(table(['NAME', 'N', 'STATE'], rows, paint)).toBe(
    ['NAME      N  STATE', '鞋    1,234  <bad>', 'bag       5  -', ''].join('\n'),
  );
});
