import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { createStudy, startCommand } from './start-command.ts';

/** Two letters written, then joined. */
const LETTERS = {
  letter: {
    command: 'printf ${axis.name} > ${output.text}/letter',
    axes: { name: ['a', 'b'] },
    outputs: ['text'],
  },
  join: {
    command:
      'echo joining && for folder in ${input.letters}; do cat $folder/letter; done > ${output.word}/word',
    inputs: { letters: 'letter/text' },
    outputs: ['word'],
  },
};

const FAILING = {
  good: { command: 'touch ${output.o}/file', outputs: ['o'] },
  bad: { command: 'echo some words; echo last words >&2; exit 3', outputs: ['o'] },
  after: { command: 'touch ${output.o}/file', inputs: { bad: 'bad/o' }, outputs: ['o'] },
};

interface Line {
  readonly type: string;
  readonly action?: string;
  readonly outcome?: string;
  readonly durationMs?: number;
}

function parseLines(stdout: string): Line[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function outcomes(stdout: string): Record<string, string | undefined> {
  const actions = parseLines(stdout).filter(({ type }) => type === 'action');
  return Object.fromEntries(actions.map(({ action, outcome }) => [action, outcome]));
}

test('a second run finds everything up to date, and an artifact removed in between is restored', async (t) => {
  const study = await createStudy(t, LETTERS);
  const first = await startCommand(['-C', study, 'run', '--reporter', 'json']);
  t.is(first.exitCode, 0, first.stderr);
  t.deepEqual(outcomes(first.stdout), { 'letter/a': 'executed', 'letter/b': 'executed', join: 'executed' });
  t.is(await readFile(join(study, 'artifacts/join/word/word'), 'utf8'), 'ab');
  const second = await startCommand(['-C', study, 'run', '--reporter', 'json']);
  t.deepEqual(outcomes(second.stdout), {
    'letter/a': 'up-to-date',
    'letter/b': 'up-to-date',
    join: 'up-to-date',
  });
  await writeFile(join(study, 'artifacts/join/word/word'), 'edited');
  const third = await startCommand(['-C', study, 'run', '--reporter', 'json']);
  t.is(outcomes(third.stdout).join, 'restored');
  t.is(await readFile(join(study, 'artifacts/join/word/word'), 'utf8'), 'ab');
});

test('the JSON lines have the fields of the contract, in order, and the run is last', async (t) => {
  const study = await createStudy(t, LETTERS);
  const { stdout } = await startCommand(['-C', study, 'run', '--reporter', 'json']);
  const lines = parseLines(stdout);
  const run = lines.pop();
  t.is(lines.length, 3);
  for (const line of lines) {
    t.deepEqual(Object.keys(line), ['type', 'action', 'outcome', 'reason', 'durationMs']);
  }
  t.is(typeof run?.durationMs, 'number');
  const counts = { ok: true, executed: 3, restored: 0, upToDate: 0, failed: 0, skipped: 0 };
  t.deepEqual(run as object, { type: 'run', ...counts, durationMs: run?.durationMs });
});

test('a dry run says what would happen and changes nothing', async (t) => {
  const study = await createStudy(t, LETTERS);
  const { exitCode, stdout } = await startCommand(['-C', study, 'run', '--dry-run']);
  t.is(exitCode, 0);
  t.regex(stdout, /^would execute {2}letter\/a {2}\(never ran\)$/m);
  t.regex(stdout, /^3 would execute, 0 would restore, 0 depend on those, 0 up to date$/m);
  t.false(existsSync(join(study, 'artifacts')));
});

test('a selection runs itself and what it needs; --only runs just itself', async (t) => {
  const study = await createStudy(t, LETTERS);
  const one = await startCommand(['-C', study, 'run', 'letter/a', '--reporter', 'json']);
  t.deepEqual(outcomes(one.stdout), { 'letter/a': 'executed' });
  const withoutInput = await startCommand(['-C', study, 'run', '--only', 'join']);
  t.not(withoutInput.exitCode, 0);
  t.regex(withoutInput.stderr, /letter\/b/);
  await startCommand(['-C', study, 'run', 'letter']);
  const only = await startCommand(['-C', study, 'run', '--only', 'join', '--reporter', 'json']);
  t.deepEqual(outcomes(only.stdout), { join: 'executed' });
  const flagLast = await startCommand([
    '-C',
    study,
    'run',
    'join',
    '--force',
    '--reporter',
    'json',
    '--only',
  ]);
  t.deepEqual(outcomes(flagLast.stdout), { join: 'executed' });
});

test('--only beside another selection is refused', async (t) => {
  const study = await createStudy(t, LETTERS);
  const { exitCode, stderr } = await startCommand(['-C', study, 'run', 'letter', '--only', 'join']);
  t.is(exitCode, 2);
  t.regex(stderr, /--only runs just its own selection/);
});

test('a failed action ends the command with 1, shows the end of its log and skips what needs it', async (t) => {
  const study = await createStudy(t, FAILING);
  const { exitCode, stdout } = await startCommand(['-C', study, 'run', '--keep-going']);
  t.is(exitCode, 1);
  t.regex(stdout, /^bad: failed after /m);
  t.regex(stdout, /^ {2}\| some words\n {2}\| last words$/m);
  t.regex(stdout, /^after: skipped \(/m);
  t.regex(stdout, /^failed: 1 failed, 1 executed, 1 skipped in /m);
});

test('log prints what an action wrote, after a success and after a failure', async (t) => {
  const study = await createStudy(t, { ...LETTERS, bad: FAILING.bad });
  const nothing = await startCommand(['-C', study, 'log', 'join']);
  t.is(nothing.exitCode, 2);
  t.regex(nothing.stderr, /There is no log of join/);
  await startCommand(['-C', study, 'run', '--keep-going']);
  t.is((await startCommand(['-C', study, 'log', 'join'])).stdout, 'joining\n');
  t.regex(
    (await startCommand(['-C', study, 'log', 'join'])).stderr,
    /^log of the result [0-9a-f]{8}, started at 20/,
  );
  t.regex(
    (await startCommand(['-C', study, 'log', 'bad'])).stderr,
    /^log of a failed attempt in the run started at 20.* \(run 20/,
  );
  t.is((await startCommand(['-C', study, 'log', 'bad'])).stdout, 'some words\nlast words\n');
  const { startedAt, run, ...log } = JSON.parse(
    (await startCommand(['-C', study, 'log', 'bad', '--json'])).stdout,
  );
  t.regex(startedAt, /^20/);
  t.true(run.startsWith('20'));
  t.deepEqual(log, {
    action: 'bad',
    failed: true,
    text: 'some words\nlast words\n',
  });
});

test('status and explain follow a change of one parameter', async (t) => {
  const study = await createStudy(t, LETTERS);
  await startCommand(['-C', study, 'run']);
  const { stdout } = await startCommand(['-C', study, 'status']);
  t.deepEqual(stdout.replaceAll(/took \d[\w .]*/g, 'took TIME').split('\n'), [
    'profile all',
    'letter  2 up to date (took TIME)',
    'join    1 up to date (took TIME)',
    '',
  ]);
  const set = ['--set', 'letter.command=printf ${axis.name}! > ${output.text}/letter'];
  const status = await startCommand(['-C', study, 'status', '--json', ...set]);
  const { stages } = JSON.parse(status.stdout) as {
    stages: { stage: string; stale: number; dependent: number }[];
  };
  t.deepEqual(
    stages.map(({ stage, stale, dependent }) => ({ stage, stale, dependent })),
    [
      { stage: 'letter', stale: 2, dependent: 0 },
      { stage: 'join', stale: 0, dependent: 1 },
    ],
  );
  const explained = await startCommand(['-C', study, 'explain', 'letter/a', ...set]);
  t.regex(explained.stdout, /^letter\/a: would execute\n[\s\S]*changed since its last result:\n {4}command /);
});

test('explain asks for one action', async (t) => {
  const study = await createStudy(t, LETTERS);
  const { exitCode, stderr } = await startCommand(['-C', study, 'explain', 'letter']);
  t.is(exitCode, 2);
  t.regex(stderr, /'letter' names 2 actions/);
});

test('a wrong pipeline.json is shown with its place and exit code 2, without a stack', async (t) => {
  const study = await createStudy(t, { a: { comand: 'true', outputs: ['o'] } });
  for (const command of ['run', 'status', 'graph']) {
    const { exitCode, stdout, stderr } = await startCommand(['-C', study, command]);
    t.is(exitCode, 2);
    t.is(stdout, '');
    t.regex(stderr, /^pipeline\.json:\d+:\d+ /m);
    t.notRegex(stderr, /^\s+at /m);
  }
});

test('Ctrl-C ends a run with 130, without waiting for what runs', async (t) => {
  const study = await createStudy(t, {
    slow: { command: 'exec sleep 600', outputs: ['o'] },
    next: { command: 'touch ${output.o}/file', inputs: { slow: 'slow/o' }, outputs: ['o'] },
  });
  let interrupted = false;
  const { exitCode, stdout } = await startCommand(['-C', study, 'run'], {
    onOutput: (text, child) => {
      if (interrupted || !text.includes('slow: started')) return;
      interrupted = true;
      child.kill('SIGINT');
    },
  });
  t.is(exitCode, 130);
  t.regex(stdout, /^interrupted: /m);
  t.false(existsSync(join(study, 'artifacts/next/o/file')));
});

test('a reader that stops reading early is no error', async (t) => {
  const names = Array.from({ length: 1000 }, (_, index) => `name-${index}`);
  const study = await createStudy(t, { letter: { ...LETTERS.letter, axes: { name: names } } });
  const { exitCode, stderr } = await startCommand(['-C', study, 'graph', '--actions', '--json'], {
    onOutput: (_, child) => child.stdout?.destroy(),
  });
  t.is(exitCode, 0);
  t.is(stderr, '');
});

test('a check of determinism ends with 1 and a line that sums up; as JSON with a line for each action', async (t) => {
  const study = await createStudy(t, {
    steady: { command: 'echo 1 > ${output.o}/file', outputs: ['o'] },
    shaky: { command: 'date +%s%N > ${output.o}/file', outputs: ['o'] },
  });
  await startCommand(['-C', study, 'run']);
  const { exitCode, stdout } = await startCommand(['-C', study, 'run', '--check-determinism']);
  t.is(exitCode, 1);
  t.regex(stdout, /Executed again it gave other bytes:\n {4}o\/file: /);
  t.is(stdout.trimEnd().split('\n').at(-1), '2 actions executed again: 1 gave the same bytes, 1 differs');
  const json = await startCommand(['-C', study, 'run', 'steady', '--check-determinism', '--json']);
  t.is(json.exitCode, 0);
  t.deepEqual(outcomes(json.stdout), { steady: 'executed' });
  t.is(parseLines(json.stdout).at(-1)?.type, 'run');
  const both = await startCommand(['-C', study, 'run', '--check-determinism', '--force']);
  t.is(both.exitCode, 2);
  t.regex(both.stderr, /--check-determinism keeps nothing and takes no --force/);
});
