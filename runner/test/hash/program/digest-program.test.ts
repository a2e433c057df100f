import { cpSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { digestBytes } from '../../../src/base/digest.ts';
import { InvalidProgramError } from '../../../src/hash/errors.ts';
import {
  digestProgram,
  type ProgramDigest,
  type ProgramMemo,
} from '../../../src/hash/program/digest-program.ts';
import { StatCache } from '../../../src/hash/stat-cache.ts';
import { makeFolder } from '../scratch-folder.ts';

const LONG_AGO = new Date('2001-02-03T04:05:06.789Z');

const PROJECT = {
  'package.json': JSON.stringify({ name: 'study', type: 'module', exports: { './lib': './src/shared.ts' } }),
  'stages/train.ts': `import { step } from '../src/step.ts';
import type { Options } from '../src/types.ts';
export default async (options: Options): Promise<number> => step(options.rate);\n`,
  'src/step.ts': `export function step(rate: number): number { return rate * 2; }
export function unused(): string { return 'unused'; }\n`,
  'src/types.ts': 'export interface Options { rate: number }\n',
  'src/shared.ts': 'export const shared = (): string => "shared";\n',
};

type Files = Readonly<Record<string, string>>;

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    // Old enough for the memo to trust it at once.
    utimesSync(join(folder, path), LONG_AGO, LONG_AGO);
  }
}

function makeProject(t: ExecutionContext, files: Files = {}): string {
  const folder = join(makeFolder(t), 'project');
  write(folder, { ...PROJECT, ...files });
  return folder;
}

function digest(
  folder: string,
  program = 'stages/train.ts',
  memos?: Record<string, ProgramMemo>,
): Promise<ProgramDigest> {
  return digestProgram(program, {
    baseDir: folder,
    statCache: new StatCache(folder),
    ...(memos ? { memos } : {}),
  });
}

async function digestWith(t: ExecutionContext, files: Files): Promise<string> {
  return (await digest(makeProject(t, files))).digest;
}

test('the digest is that of the bundle, which runs', async (t) => {
  const program = await digest(makeProject(t));
  const bundle = Buffer.from(await program.bundle());
  t.is(digestBytes(bundle), program.digest);
  const module = (await import(`data:text/javascript,${encodeURIComponent(bundle.toString())}`)) as {
    default: (options: { rate: number }) => Promise<number>;
  };
  t.is(await module.default({ rate: 21 }), 42);
});

for (const [what, files] of Object.entries({
  'a comment': { 'src/step.ts': `// why\n/*! @license x */\n${PROJECT['src/step.ts']}` },
  formatting: { 'src/step.ts': PROJECT['src/step.ts'].replaceAll(' ', '  ').replaceAll('{', '{\n\n') },
  'unused code': { 'src/step.ts': PROJECT['src/step.ts'].replace("'unused'", "'unused indeed'") },
  'unused code with names that are in use elsewhere': {
    'src/step.ts': `${PROJECT['src/step.ts']}const options = 1; const stages_train_default = 2; const train_default = 3;
export function helper() { return [options, stages_train_default, train_default, step(1)]; }\n`,
  },
  'an import that is not used': {
    'src/step.ts': `import { shared } from './shared.ts';\n${PROJECT['src/step.ts']}`,
  },
  'an import of which only unused code makes use': {
    'src/step.ts': `import { shared } from './shared.ts';\n${PROJECT['src/step.ts']}export const more = () => shared();\n`,
  },
  types: { 'src/types.ts': 'export interface Options { rate: number; epochs?: number }\n' },
  'a file it does not import': { 'src/shared.ts': 'export const shared = 1;\n' },
  'a tsconfig.json': {
    'tsconfig.json': '{"compilerOptions":{"target":"ES5","useDefineForClassFields":false}}',
  },
})) {
  test(`${what} does not change the digest`, async (t) => {
    t.is(await digestWith(t, files), await digestWith(t, {}));
  });
}

for (const [what, files] of Object.entries({
  'code it uses': { 'src/step.ts': PROJECT['src/step.ts'].replace('* 2', '* 3') },
  'the program itself': {
    'stages/train.ts': PROJECT['stages/train.ts'].replace('options.rate', '-options.rate'),
  },
})) {
  test(`${what} changes the digest`, async (t) => {
    t.not(await digestWith(t, files), await digestWith(t, {}));
  });
}

test('the digest does not depend on where the project lies', async (t) => {
  const folder = makeProject(t, {
    'src/step.ts':
      "import data from './data.json' with { type: 'json' };\nimport old from './old.cjs';\nexport const step = (rate: number) => rate * data.by + old.one;\n",
    'src/data.json': '{"by": 2}',
    'src/old.cjs': 'exports.one = 1;',
  });
  const elsewhere = join(makeFolder(t), 'another', 'place');
  cpSync(folder, elsewhere, { recursive: true });
  const [here, there] = [await digest(folder), await digest(elsewhere)];
  t.is(here.digest, there.digest);
  t.deepEqual(here.modules, there.modules);
  t.deepEqual(Object.keys(here.modules), ['src/data.json', 'src/old.cjs', 'src/step.ts', 'stages/train.ts']);
});

test('a changed module is told apart from the others', async (t) => {
  const folder = makeProject(t);
  const before = await digest(folder);
  write(folder, { 'src/step.ts': PROJECT['src/step.ts'].replace('* 2', '* 3') });
  const after = await digest(folder);
  t.not(after.modules['src/step.ts'], before.modules['src/step.ts']);
  t.is(after.modules['stages/train.ts'], before.modules['stages/train.ts']);
});

function packageFiles(name: string, version: string, rest: object = {}): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version, main: 'i.js', ...rest }),
    [`node_modules/${name}/i.js`]: 'module.exports = 1;',
  };
}

const USES_PACKAGES = {
  'stages/train.ts': `import math from '@scope/math/sub';
import { readFileSync } from 'node:fs';
import path from 'path';
export default async () => {
  const { late } = await import('late');
  return [math, late, readFileSync, path, import.meta.resolve('data/file.bin')];
};\n`,
  ...packageFiles('@scope/math', '1.2.3', { dependencies: { below: '*' } }),
  ...packageFiles('below', '0.1.0'),
  ...packageFiles('late', '2.0.0'),
  ...packageFiles('data', '3.0.0'),
  ...packageFiles('unused', '4.0.0'),
};

test('names the packages the bundle reaches, with version and integrity', async (t) => {
  const lock = { packages: { 'node_modules/late': { version: '2.0.0', integrity: 'sha512-late' } } };
  const folder = makeProject(t, {
    ...USES_PACKAGES,
    'node_modules/.package-lock.json': JSON.stringify(lock),
  });
  const { packages } = await digest(folder);
  t.deepEqual(Object.keys(packages), ['@scope/math', 'data', 'late']);
  t.regex(packages['@scope/math'] ?? '', /^1\.2\.3 dependencies:[0-9a-f]{32}$/);
  t.is(packages.data, '3.0.0');
  t.is(packages.late, '2.0.0 sha512-late');
});

test('an upgraded package shows, and so does one it depends on in turn', async (t) => {
  const folder = makeProject(t, USES_PACKAGES);
  const memos = {};
  const before = await digest(folder, 'stages/train.ts', memos);
  write(folder, packageFiles('below', '0.2.0'));
  const after = await digest(folder, 'stages/train.ts', memos);
  t.not(after.packages['@scope/math'], before.packages['@scope/math']);
  t.is(after.packages.late, before.packages.late);
  write(folder, packageFiles('late', '2.0.1'));
  t.is((await digest(folder, 'stages/train.ts', memos)).packages.late, '2.0.1');
  t.is(after.digest, before.digest);
});

test('a package that is not installed counts as package-lock.json has it, or as not installed', async (t) => {
  const folder = makeProject(t, USES_PACKAGES);
  const { packages } = await digest(folder);
  rmSync(join(folder, 'node_modules', 'late'), { recursive: true });
  rmSync(join(folder, 'node_modules', 'data'), { recursive: true });
  write(folder, {
    'package-lock.json': JSON.stringify({ packages: { 'node_modules/late': { version: '2.0.0' } } }),
  });
  const without = (await digest(folder)).packages;
  t.is(without.late, packages.late);
  t.is(without.data, 'not installed');
});

test("a working copy, linked or by the package's own name, is part of the bundle", async (t) => {
  const folder = makeProject(t, {
    'stages/train.ts':
      "import { shared } from 'study/lib';\nimport linked from 'linked';\nexport default async () => shared() + linked;\n",
  });
  write(join(folder, '..', 'linked'), {
    'package.json': '{"name":"linked","version":"1.0.0","main":"i.js"}',
    'i.js': 'module.exports = 1;',
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync('../../linked', join(folder, 'node_modules', 'linked'));
  const before = await digest(folder);
  t.deepEqual(before.packages, {});
  t.true('src/shared.ts' in before.modules);
  write(join(folder, '..', 'linked'), { 'i.js': 'module.exports = 2;' });
  const after = await digest(folder);
  t.not(after.digest, before.digest);
});

test('a package that asks for its own files is not among its packages, whatever is installed around it', async (t) => {
  const folder = makeProject(t, {
    'package.json': JSON.stringify({ name: 'study', exports: { './package.json': './package.json' } }),
    'stages/train.ts': "export default () => import.meta.resolve('study/package.json');\n",
  });
  const alone = await digest(folder);
  write(join(folder, '..'), packageFiles('study', '9.9.9'));
  const below = await digest(folder);
  t.deepEqual(below.packages, {});
  t.deepEqual([below.digest, below.packages], [alone.digest, alone.packages]);
});

test('a working copy is taken from its sources where it offers them', async (t) => {
  const exports = { './lib': { 'robust-pipeline-source': './src/shared.ts', default: './dist/lib.js' } };
  const folder = makeProject(t, {
    'package.json': JSON.stringify({ name: 'study', type: 'module', exports }),
    'stages/train.ts': "import { shared } from 'study/lib';\nexport default () => shared();\n",
  });
  t.deepEqual(Object.keys((await digest(folder)).modules), ['src/shared.ts', 'stages/train.ts']);
});

test('a module needs a default export', async (t) => {
  const folder = makeProject(t);
  const options = { baseDir: folder, statCache: new StatCache(folder), kind: 'module' } as const;
  t.truthy(await digestProgram('stages/train.ts', options));
  const error = await t.throwsAsync(digestProgram('src/step.ts', options));
  t.like(error, { code: 'MODULE_INVALID', exitCode: 2 });
});

for (const exports of [{ './stages/*': './stages/*.ts' }, { './stages/*': { import: './stages/*.ts' } }]) {
  test(`a program can come from a package (exports ${JSON.stringify(exports)})`, async (t) => {
    const folder = makeProject(t, {
      'node_modules/pack/package.json': JSON.stringify({
        name: 'pack',
        version: '1.0.0',
        type: 'module',
        exports,
      }),
      'node_modules/pack/stages/count.ts':
        "import { n } from '../src/n.ts';\nimport late from 'late';\nexport default async (): Promise<unknown> => [n, late];\n",
      'node_modules/pack/src/n.ts': 'export const n: number = Math.random();\n',
      ...packageFiles('late', '2.0.0'),
    });
    const program = await digest(folder, 'pack/stages/count');
    t.is(program.entry, join(folder, 'node_modules/pack/stages/count.ts'));
    t.deepEqual(Object.keys(program.modules), [
      'node_modules/pack/src/n.ts',
      'node_modules/pack/stages/count.ts',
    ]);
    t.deepEqual(program.packages, { late: '2.0.0' });
  });
}

test('an unchanged program is answered from its memo, without a look at its code', async (t) => {
  const folder = makeProject(t);
  const memos: Record<string, ProgramMemo> = {};
  const fresh = await digest(folder, 'stages/train.ts', memos);
  const memo = memos['stages/train.ts'];
  t.truthy(memo);
  // A false digest in the memo comes back: so nothing was bundled.
  const lie = digestBytes('a lie');
  const lying = { 'stages/train.ts': { ...(memo as ProgramMemo), digest: lie } };
  t.is((await digest(folder, 'stages/train.ts', lying)).digest, lie);
  // Touching is no change either.
  utimesSync(join(folder, 'src/step.ts'), new Date(), new Date());
  t.is((await digest(folder, 'stages/train.ts', lying)).digest, lie);
  t.is(digestBytes(await (await digest(folder, 'stages/train.ts', memos)).bundle()), fresh.digest);
});

for (const [what, files] of Object.entries({
  'an edited module': { 'src/step.ts': PROJECT['src/step.ts'].replace('* 2', '* 3') },
  'a new file beside a module': { 'src/step.tsx': '' },
  'a changed package.json': { 'package.json': '{"name":"study","type":"module","sideEffects":false}' },
})) {
  test(`${what} makes the memo void`, async (t) => {
    const folder = makeProject(t);
    const memos: Record<string, ProgramMemo> = {};
    await digest(folder, 'stages/train.ts', memos);
    const memo = memos['stages/train.ts'] as ProgramMemo;
    const lie = digestBytes('a lie');
    write(folder, files);
    t.not(
      (await digest(folder, 'stages/train.ts', { 'stages/train.ts': { ...memo, digest: lie } })).digest,
      lie,
    );
  });
}

test('a program edited after its memo was read cannot pass for the old one', async (t) => {
  const folder = makeProject(t);
  const memos: Record<string, ProgramMemo> = {};
  await digest(folder, 'stages/train.ts', memos);
  const program = await digest(folder, 'stages/train.ts', memos);
  write(folder, { 'src/step.ts': PROJECT['src/step.ts'].replace('* 2', '* 3') });
  await t.throwsAsync(program.bundle(), { code: 'FILE_CHANGED' });
});

test('a program written while it was bundled gets no memo', async (t) => {
  const folder = makeProject(t);
  const soon = new Date(Date.now() + 60_000);
  utimesSync(join(folder, 'src/step.ts'), soon, soon);
  const memos = {};
  await digest(folder, 'stages/train.ts', memos);
  t.deepEqual(memos, {});
});

for (const [what, program, files, message] of [
  ['a missing file', './stages/none.ts', {}, /'\.\/stages\/none\.ts': there is no such file/],
  ['a missing package', 'none/stages/x', {}, /no installed package offers it/],
  ['an absolute path', '/stages/train.ts', {}, /there is no such file/],
  ['a syntax error', 'stages/train.ts', { 'src/step.ts': 'export function step( {' }, /src\/step\.ts:1:\d+ /],
  [
    'an import of nothing',
    'stages/train.ts',
    { 'src/step.ts': "export * from './none.ts';" },
    /src\/step\.ts:1:\d+ Could not resolve/,
  ],
  [
    'a package that is not installed',
    'stages/train.ts',
    {
      'src/step.ts':
        "import { pad } from 'left-pad-of-nobody';\nexport function step(n: number) { return pad(n); }",
    },
    /src\/step\.ts imports the package 'left-pad-of-nobody', which is not installed \(npm install left-pad-of-nobody\)/,
  ],
] as const) {
  test(`${what} is an error that says where`, async (t) => {
    const error = await t.throwsAsync(digest(makeProject(t, files), program), {
      instanceOf: InvalidProgramError,
    });
    t.regex(error?.message ?? '', message);
    t.is(error?.exitCode, 2);
  });
}

test('a package that is not installed and imported on demand alone may be optional', async (t) => {
  const step =
    "export async function step() { try { return await import('left-pad-of-nobody'); } catch { return 1; } }";
  await t.notThrowsAsync(digest(makeProject(t, { 'src/step.ts': step }), 'stages/train.ts'));
});
