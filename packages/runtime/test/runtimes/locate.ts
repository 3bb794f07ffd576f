/** Where npm put the executables of `@comfy-edge/runtimes-under-test`. */
import { createRequire } from 'node:module';

const { resolve } = createRequire(
  createRequire(import.meta.url).resolve('@comfy-edge/runtimes-under-test/package.json'),
);

/** @returns nothing where npm installed no such package: each is for one platform */
export function locate(specifier: string): string | undefined {
  try {
    return resolve(specifier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
