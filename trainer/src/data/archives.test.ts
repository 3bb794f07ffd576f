import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataErrorCode } from './data-error.ts';
import { loadDataSet } from './data-set.ts';
import { animals, pngOf, tarFiles, tarOf, writeFolder, zipOf } from './image-files.fixture.ts';

const SIZE = { height: 8, width: 8, channels: 3 };
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'archives-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(root, name), bytes);
  return join(root, name);
}

async function folderDigest(split: 'train' | 'test'): Promise<string> {
  writeFolder(join(root, 'folder'), animals());
  return (await loadDataSet(join(root, 'folder'), { ...SIZE, split })).sha256;
}

function prefixed(prefix: string, files = animals()): Map<string, Uint8Array> {
  return new Map([...files].map(([path, bytes]) => [`${prefix}${path}`, bytes]));
}

/** The same examples as WebDataset has them: numbered keys, and labels beside. */
function samples(labelOf: (path: string) => [ending: string, content: string]) {
  const files = new Map<string, Uint8Array | string>();
  for (const [at, [path, bytes]] of [...animals()].entries()) {
    const key = `${at}`.padStart(6, '0');
    const [ending, content] = labelOf(path);
    files.set(`${key}.png`, bytes);
    files.set(`${key}.${ending}`, content);
  }
  return files;
}

async function expectFailure(path: string, code: DataErrorCode, message: RegExp): Promise<void> {
  const failure = loadDataSet(path, SIZE);
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.toMatchObject({ name: 'DataError', code });
}

describe('a data set is the same', () => {
  it.each([
    'train',
    'test',
  ] as const)('%s split: in a zip, whatever its top folder', async (split) => {
    const expected = await folderDigest(split);
    const files = animals();
    files.set('__MACOSX/cat/._10.png', Uint8Array.of(1));
    files.set('README.txt', Buffer.from('about'));
    for (const bytes of [zipOf(files), zipOf(files, 0), zipOf(prefixed('my photos/'))]) {
      const dataSet = await loadDataSet(put('animals.zip', bytes), { ...SIZE, split });
      expect(dataSet.sha256).toBe(expected);
      expect(dataSet).toMatchObject({ name: 'animals', classes: ['cat', 'dog'] });
    }
  });

  it('in a tar of class folders, gzipped or not', async () => {
    const expected = await folderDigest('train');
    const bytes = await tarFiles(prefixed('./', animals()));
    const plain = await loadDataSet(put('animals.tar', bytes), SIZE);
    const gzipped = await loadDataSet(put('animals.tgz', gzipSync(bytes)), SIZE);
    expect([plain.sha256, gzipped.sha256]).toEqual([expected, expected]);
  });

  it('in WebDataset shards, labelled by number or by name', async () => {
    const expected = await folderDigest('train');
    rmSync(join(root, 'folder'), { recursive: true });
    const number = (path: string) => (path.startsWith('cat') ? 0 : 1);
    const names = JSON.stringify({ classes: ['cat', 'dog'], licence: 'CC0-1.0' });
    put('dataset.json', names);
    const whole = [...samples((path) => ['cls', `${number(path)}\n`])];
    put('shard-0.tar', await tarFiles(new Map(whole.slice(0, 20))));
    put('shard-1.tar', await tarFiles(new Map(whole.slice(20))));
    const sharded = await loadDataSet(root, SIZE);
    expect(sharded.sha256).toBe(expected);
    expect(sharded.licence).toBe('CC0-1.0');
    rmSync(join(root, 'dataset.json'));
    const labels = samples((path) => [
      'json',
      JSON.stringify({ label: path.slice(0, 3), by: 'me' }),
    ]);
    const named = await loadDataSet(put('named.tar', await tarFiles(labels)), SIZE);
    expect(named.sha256).toBe(expected);
  });

  it('with the splits that it names itself', async () => {
    const splits = new Map([
      ...prefixed('train/'),
      ...prefixed('test/', new Map([...animals()].slice(10, 14))),
    ]);
    const zip = put('splits.zip', zipOf(splits));
    const count = async (path: string, split: 'train' | 'test') =>
      (await loadDataSet(path, { ...SIZE, split })).count;
    expect([await count(zip, 'train'), await count(zip, 'test')]).toEqual([23, 4]);
    const cls = samples((path) => ['cls', path.startsWith('cat') ? '0' : '1']);
    put('train-000.tar', await tarFiles(cls));
    put('test-000.tar', await tarFiles(new Map([...cls].slice(20, 28))));
    expect([await count(root, 'train'), await count(root, 'test')]).toEqual([23, 4]);
  });
});

describe('a zip archive is refused', () => {
  it('when a path leaves it, whichever way', async () => {
    for (const path of ['../cat/1.png', '/cat/1.png', 'a/../../cat/1.png', 'C:/cat/1.png']) {
      await expectFailure(
        put('evil.zip', zipOf(new Map([...animals(), [path, pngOf(1)]]))),
        'corrupt-file',
        /evil\.zip.*(relative path|absolute path)/,
      );
    }
  });

  it('when a member is a symbolic link', async () => {
    const bytes = zipOf(animals());
    // Central directory header of the first member: made on Unix, mode of a link.
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes[at + 5] = 3;
    new DataView(bytes.buffer).setUint32(at + 38, 0o120777 * 65536, true);
    await expectFailure(put('link.zip', bytes), 'refused-archive', /cat\/10\.png.*got a link/);
  });

  it('when it would inflate without end', async () => {
    const claim = (members: number, sizeBytes: number) => {
      const bytes = zipOf(animals());
      let at = 0;
      for (let member = 0; member < members; member++) {
        at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 1);
        new DataView(bytes.buffer).setUint32(at + 24, sizeBytes, true);
      }
      return bytes;
    };
    const bomb = put('bomb.zip', claim(3, 2 ** 25));
    await expectFailure(bomb, 'refused-archive', /100 times.*archive bomb/);
    const huge = put('huge.zip', claim(1, 2 ** 26 + 1));
    await expectFailure(huge, 'refused-archive', /at most 67108864 bytes a member, got 67108865/);
  });

  it('when a member inflates to more than it said', async () => {
    const bytes = zipOf(new Map([['cat/1.png', new Uint8Array(5000)], ...animals()]));
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(bytes.buffer).setUint32(at + 24, 100, true);
    await expectFailure(put('lie.zip', bytes), 'corrupt-file', /cat\/1\.png.*too many bytes/);
  });

  it('when bytes were changed, cut off or encrypted', async () => {
    const stored = zipOf(animals(), 0);
    stored[200] = (stored[200] ?? 0) ^ 1;
    await expectFailure(put('bit.zip', stored), 'corrupt-file', /bit\.zip: cat.*CRC-32/);
    await expectFailure(
      put('half.zip', zipOf(animals()).subarray(0, 1000)),
      'corrupt-file',
      /half\.zip/,
    );
    await expectFailure(put('no.zip', 'hello'), 'corrupt-file', /expected a whole zip archive/);
    const bytes = zipOf(animals());
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes[at + 8] = 1;
    await expectFailure(put('secret.zip', bytes), 'refused-archive', /encrypted/);
  });

  it('when images lie at different depths, or nowhere', async () => {
    const odd = new Map([...animals(), ['stray.png', pngOf(7)]]);
    await expectFailure(put('odd.zip', zipOf(odd)), 'unknown-layout', /stray\.png.*one depth/);
    const none = new Map([['cat/readme.txt', pngOf(1)]]);
    await expectFailure(put('none.zip', zipOf(none)), 'no-images', /got none/);
  });
});

describe('a tar archive is refused', () => {
  const files = async (extra: Parameters<typeof tarOf>[0]) =>
    await tarOf([...[...animals()].map(([name, content]) => ({ name, content })), ...extra]);

  it('when a path leaves it, and for links and devices', async () => {
    const png = { content: pngOf(1) };
    const refused = async (name: string, bytes: Buffer, message: RegExp) =>
      await expectFailure(put(name, bytes), 'refused-archive', message);
    await refused('up.tar', await files([{ name: '../cat/1.png', ...png }]), /leaves it/);
    await refused('root.tar', await files([{ name: '/cat/1.png', ...png }]), /leaves it/);
    const link = { name: 'cat/a.png', type: 'symlink', linkname: '/etc/passwd' } as const;
    await refused('link.tar', await files([link]), /cat\/a\.png.*got a link/);
    const device = { name: 'cat/zero.png', type: 'character-device' } as const;
    await refused('device.tar', await files([device]), /got a device/);
    await refused('twice.tar', await files([{ name: 'cat/10.png', ...png }]), /every path once/);
  });

  it('when it would inflate without end', async () => {
    const big = Array.from({ length: 3 }, (_, at) => ({
      name: `cat/big-${at}.png`,
      content: new Uint8Array(2 ** 25),
    }));
    const bomb = gzipSync(await files(big));
    await expectFailure(put('bomb.tgz', bomb), 'refused-archive', /archive bomb/);
  });

  it('when it was cut off or is something else', async () => {
    const whole = await files([]);
    await expectFailure(put('cut.tar', whole.subarray(0, 5000)), 'truncated-file', /cut\.tar/);
    const gzipped = gzipSync(whole);
    const half = gzipped.subarray(0, gzipped.length / 2);
    await expectFailure(put('cut.tgz', half), 'truncated-file', /gzip stream is cut off/);
    const other = new Uint8Array(2048).fill(65);
    await expectFailure(put('other.tar', other), 'corrupt-file', /expected a whole tar archive/);
  });

  it('when labels are missing, impossible or mixed', async () => {
    const cls = samples((path) => ['cls', path.startsWith('cat') ? '0' : '1']);
    const unlabelled = new Map(cls);
    unlabelled.delete('000003.cls');
    await expectFailure(
      put('unlabelled.tar', await tarFiles(unlabelled)),
      'count-mismatch',
      /000003\.png: expected a label in 000003\.cls/,
    );
    const wrong = async (label: string, message: RegExp) =>
      await expectFailure(
        put('wrong.tar', await tarFiles(new Map([...cls, ['000003.cls', label]]))),
        'label-out-of-range',
        message,
      );
    await wrong('70000', /got "70000"/);
    await wrong('', /got ""/);
    await wrong('cat', /expected the label as a class name/);
    put('dataset.json', '{"classes": ["cat", "dog"]}');
    await wrong('2', /among the 2 classes, got 2/);
  });
});

describe('what is inside is judged as in folders', () => {
  it('names a broken image and its archive', async () => {
    const broken = new Map([...animals(), ['dog/10.png', pngOf(5).subarray(0, 60)]]);
    await expectFailure(
      put('a.zip', zipOf(broken)),
      'unreadable-image',
      /a\.zip: dog\/10\.png: expected a whole/,
    );
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const disguised = await tarFiles(new Map([...animals(), ['dog/10.png', svg]]));
    await expectFailure(
      put('b.tar', disguised),
      'unreadable-image',
      /dog\/10\.png.*begins 3c737667/,
    );
  });

  it('takes images of mixed sizes and channels', async () => {
    const mixed = new Map([
      ...animals(),
      ['cat/gray.png', pngOf(1, { height: 20, width: 5, channels: 1 })],
      ['dog/clear.png', pngOf(2, { height: 3, width: 30, channels: 4 })],
    ]);
    const { count, pixels } = await loadDataSet(put('mixed.zip', zipOf(mixed)), SIZE);
    expect([count, pixels.length]).toEqual([23, 23 * 192]);
  });

  it('refuses other files, and says what to do with arrays', async () => {
    await expectFailure(put('data.npy', 'x'), 'unknown-layout', /no agreed range and may be NaN/);
    await expectFailure(
      put('data.csv', 'x'),
      'unknown-layout',
      /expected a folder, a \.zip or a \.tar/,
    );
  });
});
