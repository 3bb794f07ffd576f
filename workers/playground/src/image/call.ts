/** A call of the API as a person takes it along: for a shell, and for a program with the SDK. */

export interface Call {
  /** Of the client, such as `images.generate`. */
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the program takes from the answer. */
  readonly take: string;
  /** What the file is called. */
  readonly file: string;
  /** What the shell asks for. */
  readonly mediaType: string;
}

/** A picture in the body is the reader's own: it stands for itself. */
export const OWN_PICTURE = '@picture';

export function shellLine(url: string, { path, body, file, mediaType }: Call): string {
  const { image, ...rest } = body;
  const lines = [
    `curl -sS --fail-with-body '${url}${path}${image === undefined ? '' : queryOf(rest)}' \\`,
    `  -H "Authorization: Bearer $COMFY_EDGE_KEY" -H 'Accept: ${mediaType}' \\`,
    image === undefined
      ? `  -H 'Content-Type: application/json' -d '${JSON.stringify(body).replaceAll("'", "'\\''")}' \\`
      : `  -H 'Content-Type: image/png' --data-binary @picture.png \\`,
    `  -o ${file}`,
  ];
  return lines.join('\n');
}

/** An address needs no body, and no key where the deployment says so. */
export function shellLineOfAddress(address: string, file: string, isPublic: boolean): string {
  const key = isPublic ? '' : ` \\\n  -H "Authorization: Bearer $COMFY_EDGE_KEY"`;
  return `curl -sS --fail-with-body '${address}'${key} -o ${file}`;
}

export function programLine({ method, body, take }: Call): string {
  return `const ${take} = await edge.${method}(${literal(body)});`;
}

export function programHead(url: string): string {
  return [
    "import { ComfyEdge } from '@comfy-edge/sdk';",
    '',
    `const edge = new ComfyEdge({ baseUrl: '${url}', apiKey });`,
  ].join('\n');
}

function queryOf(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).map(([key, value]): [string, string] => [key, `${value}`]);
  return `?${new URLSearchParams(pairs)}`;
}

/** As one writes it in TypeScript. */
function literal(value: unknown): string {
  if (value === OWN_PICTURE) return 'picture';
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return `${value}`;
  const members = Object.entries(value).map(([key, item]) => {
    const text = literal(item);
    return text === key ? key : `${key}: ${text}`;
  });
  return `{ ${members.join(', ')} }`;
}
