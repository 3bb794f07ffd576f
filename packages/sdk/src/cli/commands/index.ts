/** All commands, in the order of the help. Another is a file beside this one and a line here. */
import { audit } from './audit.ts';
import { compare } from './compare.ts';
import { completion } from './completion.ts';
import { garbage } from './garbage.ts';
import { generate } from './generate.ts';
import { health } from './health.ts';
import { interpolate } from './interpolate.ts';
import { keys } from './keys.ts';
import { models } from './models.ts';
import { publishers } from './publishers.ts';
import { reconstruct } from './reconstruct.ts';
import { usage } from './usage.ts';
import { vary } from './vary.ts';
import { verify } from './verify.ts';

export const commands = [
  ...[generate, interpolate, vary, reconstruct, compare, verify],
  ...[models, publishers, keys, usage, audit, garbage],
  ...[health, completion],
];
