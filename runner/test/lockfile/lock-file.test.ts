import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import fc from 'fast-check';
import schema from '../../../schemas/pipeline.lock.schema.json' with { type: 'json' };
import { digestBytes } from '../../src/base/digest.ts';
import { InvalidLockFileError, UnreadableLockFileError } from '../../src/lockfile/errors.ts';
import type { LockedAction, LockFile } from '../../src/lockfile/lock-file.ts';
import { parseLockFile, skimLockFile } from '../../src/lockfile/parse-lock-file.ts';
import { readLockFile } from '../../src/lockfile/read-lock-file.ts';
import { renderLockFile } from '../../src/lockfile/render-lock-file.ts';
import { updateLockText } from '../../src/lockfile/update-lock-file.ts';

const run = promisify(execFile);

function locked(seed: string): LockedAction {
  return {
    key: digestBytes(`key ${seed}`),
    outputs: { out: digestBytes(seed), log: digestBytes(`log ${seed}`) },
  };
}

function profile(actions: Record<string, string>): Map<string, LockedAction> {
  return new Map(Object.entries(actions).map(([id, seed]) => [id, locked(seed)]));
}

const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '__proto__');
const digest = fc.string().map((text) => digestBytes(text));
const action = fc.record(
  { key: digest, outputs: fc.dictionary(name, digest, { noNullPrototype: true }) },
  { noNullPrototype: true },
);
const lockFile: fc.Arbitrary<LockFile> = fc
  .array(
    fc.tuple(
      name,
      fc.array(fc.tuple(name, action)).map((actions) => new Map(actions)),
    ),
  )
  .map((profiles) => new Map(profiles));

const asObject = (lock: LockFile) => [...lock].map(([id, actions]) => [id, [...actions].sort()]).sort();

test('what is rendered is read back, whatever the names, and fits the schema', (t) => {
  const isValid = new Ajv2020().compile(schema);
  fc.assert(
    fc.property(lockFile, (lock) => {
      const text = renderLockFile(lock);
      t.deepEqual(asObject(parseLockFile(text, 'lock')), asObject(lock));
      t.is(renderLockFile(parseLockFile(text, 'lock')), text);
      t.true(isValid(JSON.parse(text)));
      skimLockFile(text, 'lock');
    }),
    { numRuns: 200 },
  );
});

test('one line per action, sorted, whatever order they came in', (t) => {
  const text = renderLockFile(new Map([['quick', profile({ 'b/2': 'x', a: 'y', 'b/10': 'z' })]]));
  const lines = text.split('\n').filter((line) => line.includes('"key"'));
  t.deepEqual(
    lines.map((line) => /"(.*?)"/.exec(line)?.[1]),
    ['a', 'b/10', 'b/2'],
  );
  t.regex(
    text,
    /^ {6}"a": \{"key":"[0-9a-f]{64}","outputs":\{"log":"[0-9a-f]{64}","out":"[0-9a-f]{64}"\}\},$/m,
  );
});

const refuses = test.macro({
  exec(t, change: (text: string) => string, expected: RegExp) {
    const text = change(renderLockFile(new Map([['quick', profile({ a: 'x', b: 'y' })]])));
    const error = t.throws(() => parseLockFile(text, 'pipeline.lock.json'), {
      instanceOf: InvalidLockFileError,
    });
    t.regex(error?.message ?? '', expected);
    t.is(error?.exitCode, 2);
  },
  title: (what) => `refused, with its place: ${what}`,
});

test(
  'a merge conflict',
  refuses,
  (text) => text.replace('      "a"', '<<<<<<< HEAD\n      "a"'),
  /^pipeline\.lock\.json:5:1 This merge conflict is not resolved/,
);
test('no JSON', refuses, (text) => text.replace('"b": {', '"b": '), /^pipeline\.lock\.json:7:\d+ /);
test(
  'a name twice',
  refuses,
  (text) => text.replace('"b"', '"a"'),
  /:7:7 Duplicate property "a", first on line 5/,
);
test('no digest', refuses, (text) => text.replace(/"key":"[0-9a-f]/, '"key":"G'), /:5:19 Expected a digest/);
test(
  'a digest of an output',
  refuses,
  (text) => text.replace(/"out":"[0-9a-f]{64}"/, '"out":1'),
  /:5:\d+ Expected a digest/,
);
test(
  'another version',
  refuses,
  (text) => text.replace('"lockVersion": 1', '"lockVersion": 2'),
  /:2:18 Expected version 1/,
);
test(
  'an unknown member',
  refuses,
  (text) => text.replace('"outputs"', '"output"'),
  /Expected a member "outputs"[\s\S]*Unknown member "output"/,
);
test('a list', refuses, () => '[]', /:1:1 Expected an object with lockVersion and profiles/);
test('nothing', refuses, () => '', /:1:1 Expected a JSON document/);
test(
  'profiles as a list',
  refuses,
  () => '{"lockVersion":1,"profiles":[]}',
  /Expected an object: profile → actions/,
);

test('a quick look finds unresolved merges and what is cut off', (t) => {
  const text = renderLockFile(new Map([['quick', profile({ a: 'x', b: 'y' })]]));
  for (const bad of [text.replace('\n\n', '\n=======\n'), text.slice(0, -10), `<<<<<<< HEAD\n${text}`]) {
    t.throws(() => skimLockFile(bad, 'lock'), { instanceOf: InvalidLockFileError });
  }
});

test('an update of everything drops old lines; a part changes just its own', (t) => {
  const before = renderLockFile(
    new Map([
      ['quick', profile({ a: 'a1', b: 'b1', old: 'o' })],
      ['paper', profile({ a: 'p' })],
    ]),
  );
  const part = { profile: 'quick', actions: profile({ b: 'b2' }), isWhole: false };
  t.is(
    updateLockText(before, part, 'lock'),
    renderLockFile(
      new Map([
        ['quick', profile({ a: 'a1', b: 'b2', old: 'o' })],
        ['paper', profile({ a: 'p' })],
      ]),
    ),
  );
  const whole = { profile: 'quick', actions: profile({ a: 'a1', b: 'b2' }), isWhole: true };
  const after = updateLockText(before, whole, 'lock');
  t.false(after?.includes('"old"'));
  t.true(after?.includes('"paper"'));
  t.is(updateLockText(after, whole, 'lock'), undefined);
  t.is(
    updateLockText(undefined, { ...whole, actions: new Map() }, 'lock'),
    renderLockFile(new Map([['quick', new Map()]])),
  );
});

async function makeFolder(t: import('ava').ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('no file is no lock; line ends of Windows are the same lock; a folder is an error', async (t) => {
  const folder = await makeFolder(t);
  const path = join(folder, 'pipeline.lock.json');
  t.is(readLockFile(path), undefined);
  const lock = new Map([['quick', profile({ a: 'x' })]]);
  await writeFile(path, renderLockFile(lock).replaceAll('\n', '\r\n'));
  t.deepEqual(readLockFile(path), lock);
  t.throws(() => readLockFile(folder), { instanceOf: UnreadableLockFileError });
});

test('git merges branches that changed different actions, neighbours too', async (t) => {
  const folder = await makeFolder(t);
  const git = (...args: string[]) =>
    run(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args],
      { cwd: folder },
    );
  const path = join(folder, 'pipeline.lock.json');
  const commit = async (actions: Record<string, string>) => {
    await writeFile(path, renderLockFile(new Map([['quick', profile(actions)]])));
    await git('commit', '-qam', 'change');
  };
  const base = { a: '0', b: '0', c: '0', d: '0', e: '0', f: '0' };
  await git('init', '-q', '-b', 'main');
  await writeFile(path, '');
  await git('add', '.');
  await commit(base);
  await git('branch', 'other');
  await commit({ ...base, a: '1', c: '1', e: '1' });
  await git('checkout', '-q', 'other');
  await commit({ ...base, b: '2', d: '2', f: '2' });
  await git('merge', '-q', '-m', 'merge', 'main');
  const merged = parseLockFile(await readFile(path, 'utf8'), 'lock').get('quick');
  t.deepEqual(merged, profile({ a: '1', b: '2', c: '1', d: '2', e: '1', f: '2' }));
});
