import { existsSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { canSeeProcesses, waitForSilence } from './processes.ts';
import { type EndedRun, makeStudy, type Study } from './study.ts';
import { listLeftovers } from './study-state.ts';

const linuxOnly = canSeeProcesses ? test : test.skip;

const GOOD = `import { readFileSync, writeFileSync } from 'node:fs';
export default async ({ outputs, inputs }) =>
  writeFileSync(outputs.out + '/file', 'good' + (inputs.in ? readFileSync(inputs.in + '/file', 'utf8') : ''));`;

/** A stage `bad` with this program between two good ones. */
async function makeStudyOf(t: ExecutionContext, program: string, more: object = {}): Promise<Study> {
  const study = await makeStudy(t, {
    before: { program: 'good.mjs', outputs: ['out'] },
    bad: { program: 'bad.mjs', inputs: { in: 'before/out' }, outputs: ['out'], ...more },
    after: { program: 'good.mjs', inputs: { in: 'bad/out' }, outputs: ['out'] },
  });
  study.write('good.mjs', GOOD);
  study.write(
    'bad.mjs',
    `import { appendFileSync, chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
export default async (context) => {
  const { outputs, inputs, baseDir, log } = context;
  console.log('a first word');
  ${program}
};`,
  );
  return study;
}

/** What has to hold after any fault: a named action, exit code 1, a sound cache, no litter; and mended, the study ends right. */
async function checkFailure(
  t: ExecutionContext,
  study: Study,
  ended: EndedRun,
  { code, message }: { code: string; message: RegExp },
): Promise<void> {
  const { error, outcome } = ended.actions.bad ?? {};
  t.is(outcome, 'failed', ended.stdout + ended.stderr);
  t.is(error?.code, code);
  t.regex(error?.message ?? '', message);
  t.is(ended.exitCode, 1);
  t.is(ended.run?.failed, 1);
  t.is(ended.actions.after?.outcome, 'skipped');
  t.regex(study.read('cache', 'logs', 'bad.log'), /a first word/);
  t.is(error?.logPath, study.path('cache', 'logs', 'bad.log'));
  t.notRegex(ended.stderr, /\n {4}at /, 'no stack trace');
  t.is(await study.verify(), '');
  t.deepEqual(listLeftovers(study.folder, study.path('cache')), []);
  t.deepEqual(await waitForSilence(study.folder), []);
  study.write('bad.mjs', GOOD);
  const mended = await study.run();
  t.is(mended.exitCode, 0, mended.stdout + mended.stderr);
  t.is(study.read('artifacts', 'after', 'out', 'file'), 'goodgoodgood');
}

const NEVER = 'await new Promise((resolve) => setTimeout(resolve, 600000));';

for (const [what, program, code, message, more] of [
  ['exits with a code', 'process.exit(7);', 'WORKER_DIED', /exit code 7/],
  [
    'exits as if all were well',
    `writeFileSync(outputs.out + '/file', 'half'); process.exit(0);`,
    'WORKER_DIED',
    /exit code 0 before it finished/,
  ],
  ['is killed', `process.kill(process.pid, 'SIGKILL'); ${NEVER}`, 'WORKER_DIED', /by SIGKILL/],
  ['aborts', `process.abort();`, 'WORKER_DIED', /by SIGABRT/],
  ['throws what is no error', `throw { reason: 'a plain object' };`, 'ACTION_FAILED', /a plain object/],
  ['throws nothing at all', `throw undefined;`, 'ACTION_FAILED', /undefined/],
  [
    'leaves a rejection unhandled',
    `void Promise.reject(new Error('nobody caught me')); ${NEVER}`,
    'WORKER_DIED',
    /exit code 1/,
  ],
  [
    'throws outside of its promise',
    `setTimeout(() => { throw new Error('nobody caught me'); }); ${NEVER}`,
    'WORKER_DIED',
    /exit code 1/,
  ],
  ['forgets an output', ``, 'OUTPUT_MISSING', /left its output 'out' empty/],
  [
    'puts a file in the place of its output',
    `await import('node:fs').then((fs) => { fs.rmSync(outputs.out, { recursive: true }); writeFileSync(outputs.out, 'x'); });`,
    'OUTPUT_INVALID',
    /is not a folder/,
  ],
  [
    'makes a link',
    `await import('node:fs').then((fs) => fs.symlinkSync('/etc/hostname', outputs.out + '/link'));`,
    'OUTPUT_INVALID',
    /symbolic link/,
  ],
  ['hangs', NEVER, 'ACTION_TIMEOUT', /timeoutMs of 3000/, { timeoutMs: 3000 }],
  [
    'hangs in a loop and hears nothing',
    'for (;;);',
    'ACTION_TIMEOUT',
    /timeoutMs of 3000/,
    { timeoutMs: 3000 },
  ],
  [
    'hangs, ignores SIGTERM and has children that do',
    `process.on('SIGTERM', () => {}); spawn('sh', ['-c', "trap '' TERM; sleep 600 & wait"], { stdio: 'ignore' }); ${NEVER}`,
    'ACTION_TIMEOUT',
    /timeoutMs of 3000/,
    { timeoutMs: 3000 },
  ],
  [
    'dies and leaves children',
    `await new Promise((resolve) => spawn('sleep', ['600'], { stdio: 'inherit' }).on('spawn', resolve)); process.exit(3);`,
    'WORKER_DIED',
    /exit code 3/,
  ],
  [
    'writes to its input',
    `writeFileSync(outputs.out + '/file', 'x'); appendFileSync(inputs.in + '/file', 'x');`,
    'INPUT_CHANGED',
    /Its input in .*changed while it ran/,
  ],
  [
    'adds a file to its input',
    `writeFileSync(outputs.out + '/file', 'x'); writeFileSync(inputs.in + '/more', 'x');`,
    'INPUT_CHANGED',
    /Its input in/,
  ],
] as const) {
  linuxOnly(`a program that ${what}`, async (t) => {
    const study = await makeStudyOf(t, program, more);
    await checkFailure(t, study, await study.run(), { code, message });
  });
}

linuxOnly('the last words of a program that dies are in its log', async (t) => {
  const study = await makeStudyOf(t, `void Promise.reject(new Error('nobody caught me')); ${NEVER}`);
  const { actions } = await study.run();
  t.true(actions.bad?.error?.logTail.join('\n').includes('nobody caught me'), JSON.stringify(actions.bad));
});

linuxOnly('a program that floods its log neither fills the disk nor stops the run', async (t) => {
  const flood = `for (let i = 0; i < 3000; i++) console.log(String(i).padEnd(100_000, '.'));
    process.stdout.write('the end\\n'); throw Object.assign(new Error('enough'), { code: 'ENOUGH' });`;
  const study = await makeStudyOf(t, flood);
  const { actions, exitCode } = await study.run();
  t.is(exitCode, 1);
  t.is(actions.bad?.error?.code, 'ENOUGH');
  const log = study.read('cache', 'logs', 'bad.log');
  t.true(log.length < 20 * 1024 * 1024, `${log.length} bytes`);
  t.regex(log.slice(0, 100), /^a first word\n0\.\.\./);
  t.regex(log, /\[log cut here: about 2\d\d MiB left out\]/);
  t.regex(log.slice(-200), /the end/);
});

for (const [what, program] of [
  [
    'prints more through its native streams',
    `spawn('head', ['-c', '200000000', '/dev/zero'], { stdio: ['ignore', 'inherit', 'inherit'] }); await new Promise((resolve) => setTimeout(resolve, 600000));`,
  ],
] as const) {
  linuxOnly(`a program that ${what} than anybody reads`, async (t) => {
    const study = await makeStudyOf(t, program, { timeoutMs: 4000 });
    const { actions } = await study.run();
    t.is(actions.bad?.error?.code, 'ACTION_TIMEOUT');
    t.true(statSync(study.path('cache', 'logs', 'bad.log')).size < 20 * 1024 * 1024);
  });
}

linuxOnly(
  "a program that writes into another action's artifact: whoever reads it is told, and the next run mends it",
  async (t) => {
    const study = await makeStudyOf(
      t,
      `writeFileSync(outputs.out + '/file', 'x'); writeFileSync(join(baseDir, 'artifacts/other/out/file'), 'spoilt');`,
    );
    const stages = JSON.parse(study.read('pipeline.json')).stages;
    study.writePipeline({
      other: { program: 'good.mjs', outputs: ['out'] },
      ...stages,
      bad: { ...stages.bad, inputs: { in: 'other/out' } },
      after: { ...stages.after, inputs: { in: 'before/out' } },
    });
    const spoilt = await study.run();
    t.is(spoilt.actions.bad?.error?.code, 'INPUT_CHANGED');
    study.write('bad.mjs', GOOD);
    t.is((await study.run()).exitCode, 0);
    t.is(study.read('artifacts', 'other', 'out', 'file'), 'good');
  },
);

linuxOnly(
  'a program that overwrites what lies in the cache: it is found when used, and healed',
  async (t) => {
    const study = await makeStudyOf(
      t,
      `for (const name of readdirSync(join(baseDir, 'cache/objects'), { recursive: true })) {
      const path = join(baseDir, 'cache/objects', name);
      try { chmodSync(path, 0o644); appendFileSync(path, 'spoilt'); } catch {}
    }
    writeFileSync(outputs.out + '/file', 'x');`,
    );
    const spoilt = await study.run(['before', 'bad']);
    t.is(spoilt.exitCode, 0, spoilt.stdout);
    t.not(await study.verify(), '', 'verify finds it');
    t.not(await study.verify(['--repair']), '', 'and removes it');
    study.write('bad.mjs', GOOD);
    rmSync(study.path('artifacts'), { recursive: true });
    const healed = await study.run();
    t.is(healed.exitCode, 0, healed.stdout + healed.stderr);
    t.is(healed.actions.before?.outcome, 'executed', 'what was spoilt is not restored');
    t.is(study.read('artifacts', 'after', 'out', 'file'), 'goodgoodgood');
    t.is(await study.verify(), '');
  },
);

linuxOnly(
  'a program edited while it runs: what was hashed is what ran, and the next run sees the edit',
  async (t) => {
    const study = await makeStudyOf(
      t,
      `writeFileSync(join(baseDir, 'bad.mjs'), ${JSON.stringify(GOOD)}); writeFileSync(outputs.out + '/file', 'old');`,
    );
    t.is((await study.run()).exitCode, 0);
    t.is(study.read('artifacts', 'bad', 'out', 'file'), 'old');
    const { actions } = await study.run();
    t.is(actions.bad?.outcome, 'executed');
    t.is(study.read('artifacts', 'after', 'out', 'file'), 'goodgoodgood');
  },
);

linuxOnly('a file of `files` edited while it is used: the result is not kept', async (t) => {
  const study = await makeStudy(t, {
    bad: {
      command: 'cp data.txt ${output.out}/file; echo a first word; echo more >> data.txt',
      files: ['data.txt'],
      outputs: ['out'],
    },
  });
  study.write('data.txt', 'data');
  const { actions, exitCode } = await study.run();
  t.is(exitCode, 1);
  t.is(actions.bad?.error?.code, 'INPUT_CHANGED');
  t.deepEqual(actions.bad?.error?.logTail, ['a first word']);
  t.false(existsSync(study.path('artifacts', 'bad')));
});

for (const [what, spoil, message] of [
  ['the artifacts folder is a file', 'rm -rf artifacts; echo x > artifacts', /artifacts/],
  ['the cache folder goes away', 'until rm -rf cache; do :; done', /cache/],
  ['the cache folder becomes a file', 'until rm -rf cache && echo x > cache; do :; done', /cache/],
  ['the scratch folder is a file', 'until rm -rf cache/tmp && echo x > cache/tmp; do :; done', /cache/],
] as const) {
  linuxOnly(`${what} in the middle of a run: an error that says so, and the next run is right`, async (t) => {
    const study = await makeStudy(t, {
      bad: {
        command: `echo 1 > \${output.out}/file; if [ ! -e spoilt ]; then touch spoilt; ${spoil}; fi`,
        outputs: ['out'],
      },
      after: {
        command: 'cat ${input.in}/file > ${output.out}/file',
        inputs: { in: 'bad/out' },
        outputs: ['out'],
      },
    });
    const { actions, exitCode, stderr, stdout } = await study.run();
    t.is(exitCode, 1, stdout + stderr);
    t.is(actions.bad?.outcome, 'failed', stdout + stderr);
    t.regex(actions.bad?.error?.message ?? '', message);
    t.notRegex(stderr, /bug in the pipeline|\n {4}at /);
    for (const name of ['cache', 'artifacts'])
      if (existsSync(study.path(name)) && statSync(study.path(name)).isFile()) rmSync(study.path(name));
    if (existsSync(study.path('cache', 'tmp')) && statSync(study.path('cache', 'tmp')).isFile())
      rmSync(study.path('cache', 'tmp'));
    const next = await study.run();
    t.is(next.exitCode, 0, next.stdout + next.stderr);
    t.is(study.read('artifacts', 'after', 'out', 'file'), '1\n');
    t.is(await study.verify(), '');
  });
}

linuxOnly('artifacts may be a link to a folder elsewhere', async (t) => {
  const study = await makeStudy(t, { a: { command: 'echo 1 > ${output.out}/file', outputs: ['out'] } });
  mkdirSync(study.path('..', 'large-disk'));
  symlinkSync('../large-disk', study.path('artifacts'));
  t.is((await study.run()).exitCode, 0);
  t.is(study.read('..', 'large-disk', 'a', 'out', 'file'), '1\n');
  t.is((await study.run()).run?.executed, 0);
});
