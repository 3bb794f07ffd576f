/** Names of files with fields in braces, one file for each image: `{class}/{seed}.{ext}`. */
import { UsageError } from '../usage-error.ts';

export type Fields = Readonly<Record<string, string | number>>;

const field = /\{([^{}]*)\}/g;

/** The fields that a template names. */
export function fieldsOf(template: string): string[] {
  return [...template.matchAll(field)].map(([, name = '']) => name);
}

/** @throws UsageError for a field that there is none of */
export function expandTemplate(template: string, fields: Fields): string {
  return template.replace(field, (_, name: string) => {
    if (Object.hasOwn(fields, name)) return fileName(String(fields[name]));
    const known = Object.keys(fields).map((known) => `{${known}}`);
    throw new UsageError(`expected ${known.join(', ')} in -o ${template}, got {${name}}`);
  });
}

/** What comes from elsewhere may not lead to another folder. */
function fileName(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]/gu, '-').replace(/^\.+/, '-');
}
