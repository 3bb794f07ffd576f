/**
 * `dataset.json` beside the images: the name, classes, licence and source of a data set.
 *
 * `{ "name": "fashion-mnist", "classes": ["t-shirt", …], "licence": "MIT", "source": "https://…" }`,
 * every field optional. `classes.json`, a bare array of names in label order, is read too. They name the
 * classes of layouts whose labels are numbers, and order those of class folders.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestLimits } from '@comfy-edge/model';
import { parseClassNames } from './class-names.ts';
import { DataError } from './data-error.ts';

export interface DataSetDescription {
  readonly name?: string;
  /** Names in label order, in the form the API takes. */
  readonly classes?: readonly string[];
  readonly licence?: string;
  readonly source?: string;
}

/**
 * Reads what a folder says of itself; an empty description where it says nothing.
 * @throws DataError `bad-description` where the file is not what it should be.
 */
export function readDescription(folder: string): DataSetDescription {
  const file = join(folder, 'dataset.json');
  const classesFile = join(folder, 'classes.json');
  const description = existsSync(file) ? parseDescription(readJson(file), file) : {};
  if (description.classes !== undefined || !existsSync(classesFile)) return description;
  return { ...description, classes: parseClasses(readJson(classesFile), classesFile) };
}

/**
 * A description from its JSON text, wherever that lay.
 * @throws DataError `bad-description`
 */
export function readDescriptionText(text: string, file: string): DataSetDescription {
  return parseDescription(parseJson(text, file), file);
}

function parseDescription(value: unknown, file: string): DataSetDescription {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DataError('bad-description', `${file}: expected an object, got ${kind(value)}.`);
  }
  const text = (field: 'name' | 'licence' | 'source'): Record<string, string> => {
    const found = new Map<string, unknown>(Object.entries(value)).get(field);
    if (found === undefined) return {};
    const isText = typeof found === 'string' && found !== '';
    if (isText && found.length <= manifestLimits.textLength) return { [field]: found };
    const got = typeof found === 'string' ? `${found.length}` : kind(found);
    throw new DataError(
      'bad-description',
      `${file}: expected "${field}" to be text of 1 to ${manifestLimits.textLength} characters, got ${got}. Correct it or leave it out.`,
    );
  };
  return {
    ...text('name'),
    ...text('licence'),
    ...text('source'),
    ...('classes' in value ? { classes: parseClasses(value.classes, file) } : {}),
  };
}

function parseClasses(value: unknown, file: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string' && name !== '')) {
    throw new DataError(
      'bad-description',
      `${file}: expected the classes as an array of names in label order, got ${kind(value)}.`,
    );
  }
  return parseClassNames(value, (index) => `${file}: class ${index}`);
}

function readJson(file: string): unknown {
  return parseJson(readFileSync(file, 'utf8'), file);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataError('bad-description', `${file}: expected JSON, got what does not parse.`, {
      cause,
    });
  }
}

function kind(value: unknown): string {
  return Array.isArray(value) ? 'an array' : value === null ? 'null' : typeof value;
}
