import { expect, it } from 'vitest';
import { ablationPage } from './ablation-table.ts';

const page = ablationPage({
  budgetImages: 40_000,
  measuredImages: 5000,
  seed: 1,
  data: 'fashion-mnist',
  workers: 2,
  processor: 'Abacus 9',
  date: '2026-11-25T12:00:00.000Z',
  commit: '0123456789abcdef',
  command: 'npm run ablate -- --data d --out o',
  rows: [
    {
      name: 'article',
      change: 'as it stands',
      branch: false,
      multiplyAdds: 8_430_000,
      outcome: {
        kind: 'trained',
        cfid: 61.234,
        ganTest: 0.4567,
        reconstructionError: 0.21,
        images: 40_000,
        seconds: 160,
      },
    },
    {
      name: 'wild',
      change: 'too fast',
      branch: true,
      multiplyAdds: 1e6,
      outcome: { kind: 'stopped', message: 'error: a | b\nc' },
    },
  ],
});

it('has a row a rung, with what it costs, and marks branches', () => {
  expect(page).toContain('| article | as it stands | 8.4 | 61.23 | 45.7 % | 0.210 | 250 |');
  expect(page).toContain('| + wild | too fast | 1.0 | stopped: error: a   b c |');
});

it('says by which protocol, and how to have it again', () => {
  for (const fact of [
    '40,000 images',
    'seed 1',
    '5,000 samples',
    '2 workers on Abacus 9',
    '0123456789ab',
  ]) {
    expect(page).toContain(fact);
  }
  expect(page).toContain('npm run ablate -- --data d --out o');
});
