/** Which service, and with which key: from the command line, or else from the environment. */
import { Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { ComfyEdge } from '../comfy-edge.ts';
import { atLeast } from './options.ts';
import { graphicsKinds, type PreviewWish } from './preview/graphics.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Taken by every command. */
export interface GlobalFlags {
  readonly url?: string;
  readonly key?: string;
  readonly timeout: number;
  readonly retries: number;
  readonly json?: true;
  readonly preview: PreviewWish;
}

/** Where `npm start` listens. */
const defaultUrl = 'http://127.0.0.1:8787';

export const globalOptions = [
  new Option('--url <url>', `of the service; or COMFY_EDGE_URL, or else ${defaultUrl}`),
  new Option(
    '--key <key>',
    'API key; better in COMFY_EDGE_KEY, since others on this machine see command lines',
  ),
  new Option('--timeout <seconds>', 'for each attempt').argParser(atLeast(0.001)).default(30),
  new Option('--retries <n>', 'attempts after the first').argParser(atLeast(0)).default(2),
  new Option('--json', 'print JSON, errors included'),
  new Option('--preview <how>', 'how images are shown in the terminal')
    .choices(['auto', ...graphicsKinds])
    .default('auto'),
  new Option('--no-preview', 'show no images'),
];

/** @throws UsageError for a URL or key that cannot be one */
export function connect(flags: GlobalFlags, { env }: Terminal): ComfyEdge {
  try {
    return new ComfyEdge({
      baseUrl: flags.url ?? nonEmpty(env.COMFY_EDGE_URL) ?? defaultUrl,
      apiKey: flags.key ?? nonEmpty(env.COMFY_EDGE_KEY),
      timeoutMs: flags.timeout * 1000,
      maxRetries: flags.retries,
      defaultHeaders: { 'User-Agent': `comfy-edge/${packageJson.version}` },
    });
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    const names = { baseUrl: '--url or COMFY_EDGE_URL', apiKey: '--key or COMFY_EDGE_KEY' };
    const message = error.message
      .replace('baseUrl', names.baseUrl)
      .replace('apiKey', names.apiKey)
      .replace('timeoutMs', '--timeout, in milliseconds,')
      .replace('maxRetries', '--retries');
    throw new UsageError(message, { cause: error });
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
