import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import test, { type ExecutionContext } from 'ava';

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout with the runner's real bin/ and scripts/ and sources of a few lines. */
async function createCheckout(t: ExecutionContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'checkout-'));
  t.teardown(() => rm(root, { recursive: true }));
  await cp('runner/bin', join(root, 'bin'), { recursive: true });
  await mkdir(join(root, 'scripts'));
  for (const name of ['build.js', 'build-dist.js'])
    await cp(join('runner/scripts', name), join(root, 'scripts', name));
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
  await write(root, 'package.json', '{ "name": "checkout", "type": "module" }');
  await write(
    root,
    'src/cli/main.ts',
    "import { word } from './word.ts';\nexport const startCommand = () => console.log(word);\n",
  );
  await write(root, 'src/cli/word.ts', "export const word: string = 'one';\n");
  await write(root, 'src/cli/unused.ts', '// not part of the command\n');
  await write(root, 'src/execute/worker/worker.ts', '');
  await write(root, 'src/stage-api/index.ts', '');
  return root;
}

async function write(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function start(root: string): Promise<Ended> {
  return new Promise((settle) => {
    execFile(process.execPath, [join(root, 'bin', 'pipeline.js')], (error, stdout, stderr) => {
      settle({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** When the command was last built. */
async function builtMs(root: string): Promise<number> {
  return (await stat(join(root, 'dist', '.stamp'))).mtimeMs;
}

test('a fresh clone builds itself at the first start', async (t) => {
  t.deepEqual(await start(await createCheckout(t)), { exitCode: 0, stdout: 'one\n', stderr: '' });
});

test('a changed source is built before the next start, a file that the command does not use is not', async (t) => {
  const root = await createCheckout(t);
  await start(root);
  const firstMs = await builtMs(root);
  const later = new Date(firstMs + 5000);
  await utimes(join(root, 'src/cli/unused.ts'), later, later);
  await start(root);
  t.is(await builtMs(root), firstMs);
  await write(root, 'src/cli/word.ts', "export const word: string = 'two';\n");
  t.is((await start(root)).stdout, 'two\n');
});

test('first starts at the same time all work', async (t) => {
  const root = await createCheckout(t);
  const ended = await Promise.all(Array.from({ length: 4 }, () => start(root)));
  t.deepEqual(ended, Array(4).fill({ exitCode: 0, stdout: 'one\n', stderr: '' }));
});

test('an installed package, which has no build script, starts what it came with', async (t) => {
  const root = await createCheckout(t);
  await start(root);
  await rm(join(root, 'scripts'), { recursive: true });
  await rm(join(root, 'node_modules'));
  await write(root, 'src/cli/word.ts', "export const word: string = 'two';\n");
  t.is((await start(root)).stdout, 'one\n');
});

test('a source that does not parse is named with its line, without a stack', async (t) => {
  const root = await createCheckout(t);
  await write(root, 'src/cli/word.ts', 'export const word: string = ;\n');
  const { exitCode, stdout, stderr } = await start(root);
  t.is(exitCode, 1);
  t.is(stdout, '');
  t.regex(stderr, /src\/cli\/word\.ts:1:28/);
  t.notRegex(stderr, /^\s+at /m);
});

test('without node_modules the command says what to do', async (t) => {
  const root = await createCheckout(t);
  await rm(join(root, 'node_modules'));
  const { exitCode, stderr } = await start(root);
  t.is(exitCode, 2);
  t.regex(stderr, /not installed yet\.\nhint: npm ci\n/);
});
