/** `comfy-edge verify`: whether files are what their receipts say; its exit code tells. */
import { Argument, Option } from 'commander';
import type { ComfyEdge } from '../../comfy-edge.ts';
import { BadRequestError } from '../../errors/bad-request-error.ts';
import { NotFoundError } from '../../errors/not-found-error.ts';
import type { Evidence, Verification } from '../../resources/verifications.ts';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { readInput } from '../files/read-input.ts';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { shortDigest } from '../output/quantities.ts';
import { UsageError } from '../usage-error.ts';

interface Flags {
  readonly receipt?: string;
}

/** What was found of a file, or why nothing could be. */
interface Finding {
  readonly file: string;
  readonly genuine: boolean;
  readonly verification?: Verification;
  readonly error?: { readonly code: string; readonly message: string };
}

export const verify = defineCommand<Flags, [files: string[]]>({
  name: 'verify',
  summary: 'Say whether images are what their receipts say',
  more: 'The service makes again what a receipt says, and names everything that differs. Exit code 0: all are genuine. 1: one is not, or carries no receipt.',
  arguments: [new Argument('[files...]', 'PNG, WebP, JPEG, APNG or GIF; - for stdin')],
  options: [new Option('--receipt <token>', 'a receipt alone, as Comfy-Receipt has it')],
  examples: {
    'verify sneaker.png': 'One file',
    'verify --json images/*.png | jq ".files[] | select(.genuine | not) | .file"':
      'The names of those that are not genuine',
  },
  async run(session, { receipt }, files) {
    if ((receipt === undefined) === (files.length === 0)) {
      throw new UsageError('expected files or a --receipt, got neither or both');
    }
    const findings: Finding[] = [];
    await session.during('verify', async (progress) => {
      if (receipt !== undefined) {
        findings.push(await find(session.edge, 'receipt', { receipt }));
      }
      for (const file of files) {
        findings.push(await find(session.edge, file, await readInput(file, session.terminal)));
        progress.report(findings.length, files.length);
      }
    });
    const genuine = findings.every((finding) => finding.genuine);
    session.print({
      json: { genuine, files: findings },
      text: (paint) => findings.map((finding) => linesOf(finding, paint)).join(''),
    });
    return genuine ? exitCodes.ok : exitCodes.refused;
  },
});

/** What cannot be genuine is a finding; what keeps the service from looking is thrown. */
async function find(edge: ComfyEdge, file: string, evidence: Evidence): Promise<Finding> {
  try {
    const verification = await edge.verifications.create(evidence);
    return { file, genuine: verification.genuine, verification };
  } catch (error) {
    if (!(error instanceof BadRequestError || error instanceof NotFoundError)) throw error;
    const { code, message } = error;
    return { file, genuine: false, error: { code, message } };
  }
}

function linesOf({ file, genuine, verification, error }: Finding, paint: Paint): string {
  const verdict = genuine ? paint.green('genuine') : paint.red('not genuine');
  const { model, digest, class: className, seed, path } = verification?.receipt ?? {};
  const what = [
    ...(model === undefined ? [] : [`${model}@${shortDigest(digest ?? '')}`]),
    ...(className === undefined ? [] : [className]),
    // The waypoints of a path have seeds of their own.
    ...(seed === undefined || path !== undefined ? [] : [`seed ${seed}`]),
    ...(verification === undefined ? [] : [`signature ${verification.signature}`]),
  ];
  const reasons = [
    ...(verification?.differences ?? []).map(({ part, detail }) => `${part}: ${detail}`),
    ...(error === undefined ? [] : [`${error.code}: ${error.message}`]),
  ];
  const head = `${printable(file)}: ${verdict}${what.length === 0 ? '' : `  ${paint.dim(printable(what.join(', ')))}`}`;
  return [head, ...reasons.map((reason) => `  ${printable(reason)}`)]
    .map((it) => `${it}\n`)
    .join('');
}
