/** `comfy-edge health`: whether the service is alive and able to work, part by part. */
import { defineCommand } from '../command.ts';
import type { Paint } from '../output/paint.ts';
import { timeText } from '../output/quantities.ts';
import { facts, table } from '../output/table.ts';

export const health = defineCommand({
  name: 'health',
  alias: 'status',
  summary: 'Say whether the service is able to work',
  more: 'Exit code 0: it is. 3: it is not, or cannot be reached; asked once, without further attempts.',
  examples: {
    health: 'Now',
    'health --json | jq -r .determinism.state': 'Whether the same seeds give the same bytes still',
  },
  async run(session) {
    const { edge } = session;
    // Waiting for it to become ready is for whoever asks again.
    const ready = await session.during('ready?', () => edge.ready({ maxRetries: 0 }));
    session.print({
      json: ready,
      text: (paint) => {
        const { state, checkedAt, changed } = ready.determinism;
        const parts = ready.parts.map(({ name, state, needed }) => [
          ...[name, { text: state, paint: colorOf(state, paint) }, needed ? 'needed' : ''],
        ]);
        const summary = facts(
          {
            status: { text: ready.status, paint: paint.green },
            engine: ready.engineId,
            deployment: ready.deployment,
            determinism: { text: state, paint: colorOf(state, paint) },
            checked: timeText(checkedAt),
            changed: changed?.join(' '),
          },
          paint,
        );
        return `${summary}\n${table(['PART', 'STATE', ''], parts, paint)}`;
      },
    });
    return undefined;
  },
});

function colorOf(state: string, paint: Paint): (text: string) => string {
  if (state === 'ok' || state === 'unchanged') return paint.green;
  return state === 'failed' || state === 'changed' ? paint.red : paint.yellow;
}
