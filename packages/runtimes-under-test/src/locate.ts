/** Where npm put the executables of this package. */
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** @returns nothing where npm installed no such package: each is for one platform */
export function locate(specifier: string): string | undefined {
  try {
    return resolve(specifier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
