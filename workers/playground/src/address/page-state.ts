/**
 * All that a link to the page carries, as it stands behind the `#`: `#/create?class=sneaker&seed=42`. The
 * server never sees it. Whatever a link has wrong is as if it were not there.
 */
import { type Field, flag, integer, name, oneOf, share } from './field.ts';
import { pick } from './pick.ts';
import { steps } from './steps.ts';

export const views = [
  'create',
  'browse',
  'explore',
  'morph',
  'picture',
  'compare',
  'model',
] as const;
export type View = (typeof views)[number];

const u32 = [0, 0xffff_ffff] as const;

const fields = {
  /** The first that there is, where it is empty. */
  model: name(),
  /** An alias or a digest. */
  version: name('latest'),
  /** All of them in turn, where it is empty. */
  class: name(),
  seed: integer(1, u32),
  truncation: share(1),
  /** How many images. */
  n: integer(24, [1, 64]),
  format: oneOf(['png', 'webp', 'jpeg']),
  /** Width in pixels; as the model draws them, where it is 0. */
  size: integer(0, [0, 1024]),
  resampling: oneOf(['nearest', 'lanczos']),
  quality: integer(90, [1, 100]),
  /** Whether it is also drawn in the browser. */
  here: flag(false),
  /** The image that is looked at closely. */
  show: pick,
  steps,
  /** The class that is blended in, and how much of it. */
  blend: name(),
  mix: share(0),
  from: pick,
  to: pick,
  frames: integer(24, [2, 120]),
  frameMs: integer(80, [10, 10_000]),
  loop: flag(true),
  strength: share(0.3),
  /** Beside what a version is compared: an alias or a digest. */
  beside: name(),
} as const;

type FieldName = keyof typeof fields;
type ValueOf<F> = F extends Field<infer T> ? T : never;
export type PageState = { readonly view: View } & {
  readonly [Name in FieldName]: ValueOf<(typeof fields)[Name]>;
};

const always = ['model', 'version', 'class', 'truncation', 'show'] as const;
const files = ['format', 'size', 'resampling', 'quality'] as const;

/** What a link to a view is about. */
const fieldsOf: Readonly<Record<View, readonly FieldName[]>> = {
  create: [...always, 'seed', 'n', ...files, 'here'],
  browse: [...always, 'seed'],
  explore: [...always, 'seed', 'steps', 'blend', 'mix'],
  morph: [...always, 'from', 'to', 'frames', 'frameMs', 'loop'],
  picture: [...always, 'strength', 'seed'],
  compare: [...always, 'seed', 'beside'],
  model: ['model', 'version', 'show'],
};

export const initialState: PageState = {
  view: 'create',
  ...(Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, field.initial]),
  ) as Omit<PageState, 'view'>),
};

/** @returns the hash with its `#`; what is as it is without a link is left out */
export function formatState(state: PageState): string {
  const query = new URLSearchParams();
  for (const key of fieldsOf[state.view]) {
    const field = fields[key] as Field<unknown>;
    const text = field.format(state[key]);
    if (text !== field.format(field.initial)) query.set(key, text);
  }
  // A colon, a dot and an underscore need no escape here.
  const text = query.toString().replaceAll('%3A', ':');
  return `#/${state.view}${text === '' ? '' : `?${text}`}`;
}

/** @param before keeps what the link's view is not about */
export function parseState(hash: string, before: PageState = initialState): PageState {
  const [, path = '', query = ''] = /^#\/?([a-z]*)(?:\?(.*))?$/s.exec(hash) ?? [];
  const view = views.find((it) => it === path) ?? initialState.view;
  const given = new URLSearchParams(query);
  const values = fieldsOf[view].map((key) => {
    const field = fields[key] as Field<unknown>;
    const text = given.get(key);
    return [key, (text === null ? undefined : field.parse(text)) ?? field.initial];
  });
  return { ...before, ...Object.fromEntries(values), view };
}
