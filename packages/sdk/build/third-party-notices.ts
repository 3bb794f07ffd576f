/** The licences of what is bundled into the package: those ask to be told with every copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/** Their JavaScript is not bundled, their WebAssembly is; codecs have licences beside their packages'. */
const LICENCE_FILES = /^(licen[cs]e|notice|copying)/i;
const FOLDERS = ['.', 'codec'];

/** @param fileName one for each build, which would write over another's */
export function thirdPartyNotices(fileName: string): Plugin {
  return {
    name: 'third-party-notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? Object.keys(output.modules) : [],
      );
      const packages = new Set(modules.flatMap((id) => packageOf(id) ?? []));
      const source = [...packages].sort().map(noticeOf).join('\n');
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** @returns the package's folder; undefined for what is ours */
function packageOf(id: string): string | undefined {
  return /^\0?(?:gzip:)?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}

function noticeOf(directory: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  );
  const texts = FOLDERS.map((it) => join(directory, it))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => LICENCE_FILES.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8').trim()),
    );
  return [`${'='.repeat(80)}\n${name} ${version}, ${license}`, ...texts, ''].join('\n\n');
}
