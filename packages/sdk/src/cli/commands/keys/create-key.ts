/** `comfy-edge keys create`: the one command that prints a key. */
import { Argument, InvalidArgumentError, Option } from 'commander';
import type { CreateKeyParameters } from '../../../resources/keys.ts';
import { defineCommand } from '../../command.ts';
import { collect, durationMs, wholeNumber } from '../../options.ts';
import { timeText } from '../../output/quantities.ts';

type Scope = CreateKeyParameters['scopes'][number];

interface Flags {
  readonly scope: Scope[];
  readonly expires?: Date;
  readonly imagesPerMinute?: number;
  readonly imagesPerDay?: number;
  readonly cpuMsPerMinute?: number;
  readonly cpuMsPerDay?: number;
}

const scopes: readonly Scope[] = ['images:write', 'datasets:write', 'models:write', 'admin'];

export const createKey = defineCommand<Flags, [name: string]>({
  name: 'create',
  summary: 'Make a key',
  more: 'Prints the key, and nothing else, on stdout. It is shown this once: the service keeps only its hash.',
  arguments: [new Argument('<name>', 'for people: who or what has the key')],
  options: [
    new Option('--scope <scope>', `what it may do; may be repeated: ${scopes.join(', ')}`)
      .argParser(collect(scope))
      .makeOptionMandatory(),
    new Option(
      '--expires <when>',
      'in a time such as 90d, or at an instant such as 2027-01-01T00:00Z',
    ).argParser(expiry),
    new Option('--images-per-minute <n>', 'quota').argParser(wholeNumber),
    new Option('--images-per-day <n>', 'quota').argParser(wholeNumber),
    new Option('--cpu-ms-per-minute <n>', 'quota of estimated CPU').argParser(wholeNumber),
    new Option('--cpu-ms-per-day <n>', 'quota of estimated CPU').argParser(wholeNumber),
  ],
  examples: {
    'keys create "web shop" --scope images:write --expires 90d': 'A key that generates',
    'keys create pipeline --scope images:write --scope models:write > pipeline.key':
      'Into a file, and never onto the screen',
  },
  async run(session, { scope, expires, ...quotas }, name) {
    const created = await session.edge.keys.create({
      ...{ name, scopes: [...new Set(scope)] },
      ...(expires !== undefined && { expiresAt: expires.toISOString() }),
      ...(Object.keys(quotas).length > 0 && { quotas }),
    });
    session.print({ json: created, text: () => `${created.key}\n` });
    const until = created.expiresAt === undefined ? '' : `, until ${timeText(created.expiresAt)}`;
    session.tell(
      `key ${created.id} may ${created.scopes.join(', ')}${until}; it is shown this once, keep it safe`,
    );
    return undefined;
  },
});

function scope(text: string): Scope {
  const found = scopes.find((scope) => scope === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`Expected one of ${scopes.join(', ')}, got ${text}.`);
}

function expiry(text: string): Date {
  const at = /^\d{4}-/.test(text) ? Date.parse(text) : Date.now() + durationMs(text);
  if (Number.isFinite(at)) return new Date(at);
  throw new InvalidArgumentError(`Expected a time such as 90d, or an instant, got ${text}.`);
}
