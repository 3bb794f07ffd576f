/** `npm run data` as a person runs it: what it prints, writes, and how it ends. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { animals, pngOf, writeFolder, zipOf } from '../data/image-files.fixture.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-data-'));
  writeFolder(join(root, 'zoo'), animals());
});
afterAll(() => rmSync(root, { recursive: true }));

function run(...args: string[]) {
  const script = fileURLToPath(new URL('./data.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('inspects: a table, a sheet, and 0 where nothing is broken', () => {
  const { status, stdout } = run('inspect', 'zoo');
  expect(stdout).toMatch(/^zoo: 23 images of 2 classes/);
  expect(stdout).toMatch(/broken: none\ncontact sheet: zoo-sheet\.png/);
  expect(existsSync(join(root, 'zoo-sheet.png'))).toBe(true);
  expect(status).toBe(0);
});

it('inspects for scripts: JSON alone, and 1 where something is broken', () => {
  const files = new Map([...animals(), ['dog/broken.png', pngOf(1).subarray(0, 50)]]);
  writeFileSync(join(root, 'broken.zip'), zipOf(files));
  const { status, stdout } = run('inspect', 'broken.zip', '--json', '--no-sheet');
  expect(JSON.parse(stdout)).toMatchObject({
    classes: [
      { name: 'cat', train: 11, test: 1 },
      { name: 'dog', train: 10, test: 1 },
    ],
    broken: [{ place: 'broken.zip: dog/broken.png' }],
  });
  expect(existsSync(join(root, 'broken-sheet.png'))).toBe(false);
  expect(status).toBe(1);

  const args = ['convert', 'broken.zip', 'mended', '--size', '8'];
  expect(run(...args)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^error: broken\.zip: dog\/broken\.png: expected a whole/),
  });
  const mended = run(...args, '--skip-broken');
  expect(mended.stdout).toMatch(/left out broken\.zip: dog\/broken\.png: expected a whole/);
  expect(mended.stdout).toMatch(/mended: idx, 8×8×3, 2 classes, 21 training and 2 test images/);
  expect(mended.status).toBe(0);
});

it.each([
  [['inspect', 'nowhere'], /error: nowhere: expected a folder of images, got nothing there/],
  [['convert', 'zoo', 'out', '--size', 'big'], /Expected a side from 1 to 1024, or 28x28, got big/],
  [['convert', 'zoo', 'zoo', '--size', '8'], /error: zoo: expected no such folder or an empty one/],
])('refuses %j with what was expected', (args, message) => {
  const { status, stderr } = run(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(1);
});
