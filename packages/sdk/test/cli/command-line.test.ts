/** What the command line makes of answers and of words: exit codes, lines of error, and what is never printed. */
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { hangUp, headOnly, json, problem, scriptedServer, silence } from '../scripted-server.ts';
import { run } from './run.ts';

const key = `cek_4fzN0qYb7TrK_${'s'.repeat(49)}`;

describe('exit codes and their line', () => {
  test.each([
    ['400', problem(400, 'invalid_request', { pointer: '/seed' }), 1, ' (/seed, request r-1)'],
    [
      '401',
      problem(401, 'unauthenticated', { parameter: 'Authorization' }),
      1,
      ' (parameter Authorization, request r-1)',
    ],
    ['403', problem(403, 'insufficient_scope'), 1, ' (request r-1)'],
    ['404', problem(404, 'model_not_found'), 1, ' (request r-1)'],
    ['409', problem(409, 'below_quality_gate'), 1, ' (request r-1)'],
    ['429', problem(429, 'quota_exceeded'), 3, ' (request r-1)'],
    ['500', problem(500, 'internal_error'), 3, ' (request r-1)'],
    ['503', problem(503, 'storage_unavailable'), 3, ' (request r-1)'],
  ])('%s', async (_, turn, exitCode, behind) => {
    await using server = await scriptedServer(turn);
    const ran = await run(['models', 'show', 'm', '--retries', '0'], {
      env: { COMFY_EDGE_URL: server.url },
    });
    expect(ran).toMatchObject({ exitCode, stdout: '' });
    expect(ran.stderr).toMatch(/^error: (\w+): detail of \1 \(.*\)\n$/);
    expect(ran.stderr).toContain(`${behind}\n`);
  });

  test.each([
    ['hangs up', hangUp, [], 'connection_failed'],
    ['is silent', silence, ['--timeout', '0.05'], 'client_timeout'],
    ['sends a head and no body', headOnly, ['--timeout', '0.05'], 'client_timeout'],
    ['answers with HTML', json(200, 'x', { 'content-type': 'text/html' }), [], 'unexpected_answer'],
  ])('a server that %s', async (_, turn, words, code) => {
    await using server = await scriptedServer(turn);
    const ran = await run(['health', '--url', server.url, '--retries', '0', ...words]);
    expect(ran).toMatchObject({ exitCode: 3, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^error: ${code}: .*\n$`));
  });

  test('a service that is down', async () => {
    const server = await scriptedServer(hangUp);
    await server[Symbol.asyncDispose]();
    const ran = await run(['health', '--url', server.url]);
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toMatch(/^error: connection_failed: GET .*ECONNREFUSED.*\n$/);
  });

  test('with --json, the same as an object', async () => {
    await using server = await scriptedServer(
      problem(404, 'model_not_found', { parameter: 'model' }),
    );
    const ran = await run(['models', 'show', 'm', '--json', '--url', server.url]);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr.trimEnd()).not.toContain('\n');
    expect(JSON.parse(ran.stderr)).toEqual({
      error: {
        ...{ exitCode: 1, code: 'model_not_found', message: 'detail of model_not_found' },
        ...{ parameter: 'model', requestId: 'r-1' },
      },
    });
  });
});

describe('words that are wrong end with 2, before anything is sent', () => {
  test.each([
    [['nonsense'], /unknown command 'nonsense'/],
    [['generate'], /missing required argument 'model'/],
    [['generate', 'm', '--sed', '1'], /unknown option '--sed' \(Did you mean --seed\?\)/],
    [['generate', 'm', '--seed', '-1'], /Expected a whole number, got -1/],
    [
      ['generate', 'm', '-n', '3', '-o', 'x.png'],
      /expected a place for each of 3 images, got x.png/,
    ],
    [['generate', 'm', '-n', '3', '-o', '-'], /expected a place for each of 3 images, got stdout/],
    [['generate', 'm', '-o', 'x.png', '--format', 'webp'], /got x.png and webp/],
    [['interpolate', 'm', '1', 'x:y'], /Expected seed, seed:class or :class, got x:y/],
    [['vary', 'm', '/nowhere/shoe.png'], /^error: ENOENT: .*\/nowhere\/shoe.png/],
    [['vary', 'm', '-'], /expected a file, got none of its bytes from -/],
    [['verify'], /expected files or a --receipt, got neither or both/],
    [['models', 'show', 'M'], /Expected model, model@alias or model@digest, got M/],
    [['models', 'promote', 'm'], /expected a version such as m@candidate, got none/],
    [['models', 'promote', 'm@v', '--force'], /expected --reason with --force/],
    [['models', 'rollback', 'm@stable'], /--alias names an alias/],
    [['models', 'canary', 'm', '--percent', '100'], /Expected 1 to 99 percent, got 100/],
    [['models', 'canary', 'm@v'], /expected --percent with a version/],
    [['models', 'canary', 'm', '--percent', '1', '--end'], /expected --percent or --end, got both/],
    [['models', 'policy', 'm', '--rule', 'cas>0.8'], /Expected a rule such as .*got cas>0.8/],
    [
      ['models', 'policy', 'm', '--rule', 'a>=1', '--clear'],
      /expected --rule or --clear, got both/,
    ],
    [['models', 'delete', 'm@latest'], /expected eight digits of a digest or more, got latest/],
    [['keys', 'create', 'shop'], /required option '--scope <scope>' not specified/],
    [['keys', 'create', 'shop', '--scope', 'root'], /Expected one of images:write/],
    [
      ['keys', 'create', 'shop', '--scope', 'admin', '--expires', 'soon'],
      /Expected a time such as 90s/,
    ],
    [['publishers', 'add', 'me', '/dev/null'], /expected a file, got none of its bytes/],
    [['garbage', '--grace', '1 week'], /Expected a time such as 90s/],
    [['usage', '--from', 'yesterday'], /Expected a day such as/],
    [['health', '--url', 'ftp://x'], /expected --url or COMFY_EDGE_URL to be an http or https URL/],
    [['health', '--timeout', '0'], /Expected a number of at least 0.001, got 0/],
    [
      ['health', '--timeout', '99999999'],
      /expected --timeout, in milliseconds, above 0 and at most/,
    ],
    [['health', '--retries', '0.5'], /expected --retries to be an integer from 0/],
  ])('%j', async (words, message) => {
    await using server = await scriptedServer(hangUp);
    const ran = await run(words, {
      env: { COMFY_EDGE_URL: server.url, COMFY_EDGE_KEY: 'key' },
      input: new Uint8Array(),
    });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^error: .*\n$/);
    expect(server.received).toEqual([]);
  });

  test('no command at all: the help', async () => {
    const ran = await run([]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('Commands:');
  });

  test('JSON and an image both onto stdout', async () => {
    const ran = await run(['generate', 'm', '-o', '-', '--json']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(JSON.parse(ran.stderr).error.message).toBe('expected --json or -o -, got both');
  });

  test('an image onto a terminal', async () => {
    const ran = await run(['generate', 'm', '-o', '-'], { isTTY: true });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('expected -o - to be piped or redirected, got a terminal');
  });
});

describe('keys', () => {
  test('go into the header, from the environment or the command line, the latter first', async () => {
    await using server = await scriptedServer(json(200, { models: [] }));
    const env = { COMFY_EDGE_URL: server.url, COMFY_EDGE_KEY: key };
    await run(['models', 'list'], { env });
    await run(['models', 'list', '--key', 'other'], { env });
    await run(['models', 'list'], { env: { ...env, COMFY_EDGE_KEY: '' } });
    const sent = server.received.map(({ headers }) => headers.authorization);
    expect(sent).toEqual([`Bearer ${key}`, 'Bearer other', undefined]);
    expect(server.received[0]?.headers['user-agent']).toMatch(/^comfy-edge\/\d/);
  });

  test('that cannot be keys are not repeated', async () => {
    const ran = await run(['models', 'list', '--key', 'secret with space']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('expected --key or COMFY_EDGE_KEY to be printable ASCII');
    expect(ran.stderr).not.toContain('secret');
  });

  test('stand in no help, even where the environment has one', async () => {
    const ran = await run(['generate', '--help'], { env: { COMFY_EDGE_KEY: key } });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).not.toContain(key);
  });

  test('to be revoked may be whole ones; their text is sent and repeated nowhere', async () => {
    const revoked = {
      ...{ id: '4fzN0qYb7TrK', name: 'shop', scopes: ['images:write'], createdBy: 'bootstrap' },
      ...{ createdAt: '2026-11-25T12:00:00.000Z', revokedAt: '2026-11-26T08:30:00.000Z' },
    };
    await using server = await scriptedServer(json(200, revoked));
    const ran = await run(['keys', 'revoke', key, '--url', server.url]);
    expect(ran).toEqual({
      ...{ exitCode: 0, stderr: '' },
      stdout: '4fzN0qYb7TrK (shop) is revoked since 2026-11-26 08:30Z\n',
    });
    expect(server.received[0]).toMatchObject({ method: 'DELETE', url: '/v1/keys/4fzN0qYb7TrK' });
    const wrong = await run(['keys', 'revoke', `${key}x`, '--url', server.url]);
    expect(wrong.exitCode).toBe(2);
  });
});

describe('what others wrote', () => {
  const entry = {
    ...{ id: 1, at: '2026-11-25T12:00:00.000Z', actor: 'a', action: 'alias.move', requestId: 'r' },
    ...{ reason: 'red \x1b[31m \x9b1m \u202eevil\n', detail: { to: 'x\ty' } },
  };

  test('moves no cursor and turns no line, in tables', async () => {
    await using server = await scriptedServer(json(200, { entries: [entry] }));
    const { stdout } = await run(['audit', '--url', server.url]);
    expect(stdout).toContain('red \\u{1b}[31m \\u{9b}1m \\u{202e}evil\\u{a}');
    expect(stdout).toContain('to=x\\u{9}y');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
  });

  test('is the same value, and as harmless, in JSON', async () => {
    await using server = await scriptedServer(json(200, { entries: [entry] }));
    const { stdout } = await run(['audit', '--json', '--url', server.url]);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
    expect(JSON.parse(stdout)).toEqual({ entries: [entry] });
  });

  test('is harmless in errors', async () => {
    await using server = await scriptedServer(
      problem(404, 'x', { detail: 'a\x1b]0;title\x07\nb' }),
    );
    const { stderr } = await run(['models', 'show', 'm', '--url', server.url]);
    expect(stderr).toBe('error: x: a\\u{1b}]0;title\\u{7} b (request r-1)\n');
  });
});

describe('colours and progress', () => {
  const models = json(200, { models: [{ name: 'm', latest: 'ab'.repeat(32) }] });

  test.each([
    ['a terminal', { isTTY: true }, true],
    ['NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, false],
    ['a pipe', {}, false],
    ['a terminal without colours', { isTTY: true, colorBits: 1 }, false],
  ])('%s', async (_, options, isColoured) => {
    await using server = await scriptedServer(models);
    const ran = await run(['models', 'list', '--url', server.url], options);
    expect(ran.stdout.includes('\x1b[')).toBe(isColoured);
    expect(ran.stdout).toContain('abababababab');
  });

  test('a bar stands on a terminal while work takes long, and is gone afterwards', async () => {
    const late: typeof models = (response, request) =>
      setTimeout(() => models(response, request), 700);
    await using server = await scriptedServer(late);
    const words = ['models', 'list', '--url', server.url];
    const onTerminal = await run(words, { isTTY: true });
    expect(onTerminal.stderr).toMatch(/[⠋-⠿] 0 s {2}models/);
    expect(onTerminal.stderr.endsWith('\r\x1b[2K')).toBe(true);
    expect((await run(words)).stderr).toBe('');
  });
});

test('images are shown on a terminal, and nowhere else', async () => {
  const bytes = encode({ width: 4, height: 4, channels: 1, data: new Uint8Array(16).fill(9) });
  const picture = Buffer.from(bytes).toString('base64');
  const image = { sha256: 'ab'.repeat(32), width: 4, height: 4, format: 'png', base64: picture };
  const comparison = {
    versions: [0, 1].map(() => ({ model: 'm', digest: 'ab'.repeat(32) })),
    ...{ engineId: 'e', truncation: 1, meanAbsoluteLevels: 0, structuralSimilarity: 1 },
    pairs: [
      {
        ...{ index: 0, seed: 7, class: 'bag', meanAbsoluteLevels: 0, structuralSimilarity: 1 },
        images: [image, image],
      },
    ],
  };
  await using server = await scriptedServer(json(200, comparison));
  const words = ['compare', 'm', 'm', '--url', server.url];
  const isShown = async (more: string[], isTTY: boolean) =>
    (
      await run([...words, ...more], { isTTY, env: { TERM_PROGRAM: 'Apple_Terminal' } })
    ).stdout.includes('▀');
  expect(await isShown([], true)).toBe(true);
  expect(await isShown(['--no-preview'], true)).toBe(false);
  expect(await isShown(['--json'], true)).toBe(false);
  expect(await isShown([], false)).toBe(false);
  expect(await isShown(['--preview', 'blocks'], false)).toBe(true);
});
