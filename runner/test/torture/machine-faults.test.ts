import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { AS_NOBODY, canRunAsNobody, NOBODY } from '../as-nobody.ts';
import type { StartOptions } from './killed-run.ts';
import { canSeeProcesses, waitForSilence } from './processes.ts';
import { type EndedRun, makeStudy, type Study } from './study.ts';
import { listLeftovers, readStudyState } from './study-state.ts';

const linuxOnly = canSeeProcesses ? test : test.skip;
const isRoot = process.getuid?.() === 0;
/** Tests of disks that fill up mount small ones, which takes a privilege. */
const withSmallDisks = canSeeProcesses && canMount() ? test : test.skip;
/** Root may write to every folder, so as root the command has to run as somebody else. */
const withoutRights = canSeeProcesses && (!isRoot || canRunAsNobody()) ? test : test.skip;

/** Three actions with a few hundred files and kilobytes, one of them large. */
async function makeFillingStudy(t: ExecutionContext): Promise<Study> {
  const study = await makeStudy(t, {
    small: { program: 'small.mjs', axes: { n: [1, 2] }, outputs: ['out'] },
    large: { program: 'large.mjs', inputs: { in: 'small/out' }, outputs: ['out'] },
    shell: {
      command: 'cat ${input.in}/large > ${output.out}/copy; echo done',
      inputs: { in: 'large/out' },
      outputs: ['out'],
    },
  });
  study.write(
    'small.mjs',
    `import { writeFileSync } from 'node:fs';
export default async ({ outputs, axes }) => {
  for (let i = 0; i < 12; i++) writeFileSync(outputs.out + '/' + i, String(axes.n * i).padEnd(3000, '.'));
};`,
  );
  study.write(
    'large.mjs',
    `import { writeFileSync } from 'node:fs';
export default async ({ outputs, checkpoint }) => {
  await checkpoint.save(async (folder) => writeFileSync(folder + '/state', 'x'.repeat(20000)));
  writeFileSync(outputs.out + '/large', Buffer.alloc(400000, 7));
};`,
  );
  return study;
}

async function expectMended(t: ExecutionContext, study: Study, options: StartOptions = {}): Promise<void> {
  const mended = await study.run([], options);
  t.is(mended.exitCode, 0, mended.stdout + mended.stderr);
  t.is(await study.verify(), '');
  t.deepEqual(listLeftovers(study.folder, study.path('cache')), []);
  t.deepEqual(await waitForSilence(study.folder), []);
  const { artifacts, records } = readStudyState(study.folder, study.path('cache'));
  t.is(Object.keys(artifacts).length, 26);
  t.is(Object.keys(records).length, 4);
  t.true(readFileSync(study.path('artifacts', 'shell', 'out', 'copy')).equals(Buffer.alloc(400_000, 7)));
}

/** Exit code 1; a typed error that names an action with its log, or, before any has begun, says what is wrong. */
function expectTypedFailure(t: ExecutionContext, ended: EndedRun, message: RegExp): void {
  t.is(ended.exitCode, 1, ended.stdout + ended.stderr);
  t.notRegex(ended.stderr, /\n {4}at |This is a bug/);
  const failed = Object.values(ended.actions).filter(({ outcome }) => outcome === 'failed');
  const told = [
    ...failed.map(({ error }) => `${error?.message} ${error?.hint} ${error?.logTail.join(' ')}`),
    ended.stderr,
  ].join('\n');
  t.regex(told, message, ended.stdout);
}

function mountTmpfs(path: string, sizeKiB: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', path]).status === 0;
}

function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    if (!mountTmpfs(path, 4)) return false;
    execFileSync('umount', ['-l', path]);
    return true;
  } finally {
    rmdirSync(path);
  }
}

const SIZES_KIB: Readonly<Record<string, readonly number[]>> = {
  cache: [4, 8, 12, 20, 32, 80, 160, 400, 520],
  artifacts: [4, 32, 160, 400, 600],
};

for (const folder of ['cache', 'artifacts']) {
  // Small steps where the run begins, so that each of its writes is the one that fails.
  for (const sizeKiB of SIZES_KIB[folder] ?? []) {
    withSmallDisks(
      `a disk of ${sizeKiB} KiB for ${folder} fills up: a clear error, nothing half-written is used`,
      async (t) => {
        const study = await makeFillingStudy(t);
        mkdirSync(study.path(folder));
        t.true(mountTmpfs(study.path(folder), sizeKiB));
        t.teardown(() => execFileSync('umount', ['-l', study.path(folder)]));
        const full = await study.run(['--jobs', '2']);
        if (full.exitCode !== 0) expectTypedFailure(t, full, /no space left|ENOSPC/);
        else t.true(statfsSync(study.path(folder)).bfree >= 0);
        execFileSync('mount', ['-o', 'remount,size=64m', study.path(folder)]);
        await expectMended(t, study);
      },
    );
  }
}

for (const folder of [
  'cache',
  'cache/objects',
  'cache/actions',
  'cache/tmp',
  'artifacts',
  'artifacts/small',
]) {
  withoutRights(`no permission to write to ${folder}`, async (t) => {
    const study = await makeFillingStudy(t);
    mkdirSync(study.path(folder), { recursive: true });
    if (isRoot) giveTo(study.path('..'), NOBODY);
    chmodSync(study.path(folder), 0o555);
    const options = isRoot ? { launcher: AS_NOBODY } : {};
    const refused = await study.run([], options);
    expectTypedFailure(t, refused, /no permission|may not be/);
    chmodSync(study.path(folder), 0o755);
    await expectMended(t, study, options);
  });
}

function giveTo(path: string, uid: number): void {
  chownSync(path, uid, uid);
  for (const entry of readdirSync(path, { recursive: true })) chownSync(join(path, String(entry)), uid, uid);
}

for (const limit of [24, 30, 36, 48]) {
  linuxOnly(`only ${limit} files may be open: it works, or says so`, async (t) => {
    const study = await makeFillingStudy(t);
    const scarce = await study.run(['--jobs', '8'], { launcher: ['prlimit', `--nofile=${limit}:${limit}`] });
    if (scarce.exitCode !== 0) expectTypedFailure(t, scarce, /too many open files|EMFILE/);
    await expectMended(t, study);
  });
}

const CLOCK = `const RealDate = Date;
const start = performance.now();
const offset = () => performance.now() - start > 150 ? Number(process.env.CLOCK_LATER) : Number(process.env.CLOCK_FIRST);
globalThis.Date = class extends RealDate {
  constructor(...args) { args.length === 0 ? super(RealDate.now() + offset()) : super(...args); }
  static now() { return RealDate.now() + offset(); }
};`;

linuxOnly('a clock that is wrong, jumps ahead or goes back changes no result', async (t) => {
  const study = await makeFillingStudy(t);
  study.write('clock.mjs', CLOCK);
  const day = 86_400_000;
  const withClock = (first: number, later: number): StartOptions => ({
    environment: {
      NODE_OPTIONS: `--import=${study.path('clock.mjs')}`,
      CLOCK_FIRST: String(first),
      CLOCK_LATER: String(later),
    },
  });
  t.is((await study.run([], withClock(day, -day))).run?.executed, 4);
  const durations = readdirSync(study.path('cache', 'actions'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(study.read('cache', 'actions', name)).durationMs as number);
  t.deepEqual(
    durations.filter((durationMs) => durationMs < 0),
    [],
  );
  for (const options of [withClock(-day, -day), withClock(day, day), {}]) {
    const again = await study.run([], options);
    t.is(again.run?.executed, 0, again.stdout);
  }
  // The same length: only the times tell.
  study.write('small.mjs', study.read('small.mjs').replace("'.'", "','"));
  t.is((await study.run([], withClock(-day, -day))).actions['small/1']?.outcome, 'executed');
  study.write('artifacts/small/1/out/3', study.read('artifacts/small/1/out/3').replace(',', ';'));
  t.is((await study.run([], withClock(day, day))).actions['small/1']?.outcome, 'restored');
  t.is(await study.verify(), '');
});

linuxOnly('a reader that goes away in the middle of a run stops it as a hangup does', async (t) => {
  const study = await makeFillingStudy(t);
  study.makePipe('go');
  const program = study
    .read('small.mjs')
    .replace(`'node:fs';`, `'node:fs';\nimport { readFileSync } from 'node:fs';`);
  study.write(
    'small.mjs',
    program.replace('=> {', `=> { if (axes.n === 2) readFileSync('${study.path('go')}');`),
  );
  const started = study.start(['--jobs', '1']);
  const stdout = started.child.stdout!;
  await once(stdout, 'data');
  await once(stdout.destroy(), 'close');
  // Only now the second action may end, and the runner finds nobody to tell.
  await writeFile(study.path('go'), '');
  t.is(await started.ended, 130, started.stderr());
  t.false(existsSync(study.path('artifacts', 'shell')));
  t.deepEqual(await waitForSilence(study.folder), []);
  rmSync(study.path('go'));
  study.write('go', '');
  await expectMended(t, study);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  linuxOnly(
    `${signal} to the runner: what runs saves a checkpoint, and the next run goes on from there`,
    async (t) => {
      const study = await makeStudy(t, { climb: { program: 'climb.mjs', outputs: ['out'] } });
      study.write(
        'climb.mjs',
        `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
export default async ({ outputs, checkpoint, signal, baseDir }) => {
  const saved = await checkpoint.load();
  let step = saved === undefined ? 0 : Number(readFileSync(saved + '/step', 'utf8'));
  appendFileSync(baseDir + '/starts', 'from ' + step + '\\n');
  const isFirst = saved === undefined;
  while (isFirst || step < 10) {
    step += 1;
    await checkpoint.save(async (folder) => writeFileSync(folder + '/step', String(step)));
    if (isFirst && step === 3) writeFileSync(baseDir + '/ready', 'x');
    if (signal.aborted) throw new Error('stopped');
    await new Promise((resolve) => setImmediate(resolve));
  }
  writeFileSync(outputs.out + '/file', 'top');
};`,
      );
      study.makePipe('ready');
      const started = study.start();
      await readFile(study.path('ready'));
      started.child.kill(signal);
      t.is(await started.ended, 130, started.stdout() + started.stderr());
      t.is((await study.run()).exitCode, 0);
      t.regex(study.read('starts'), /^from 0\nfrom [1-9]\d*\n$/);
      t.is(study.read('artifacts', 'climb', 'out', 'file'), 'top');
    },
  );
}

for (const [kind, launcher] of Object.entries({
  'that writes to a file': ['sh', '-c', 'exec "$0" "$@" > log 2>&1'],
  'under nohup': ['bash', '-c', 'nohup "$0" "$@"'],
  'below a shell that ignores SIGHUP': ['sh', '-c', 'trap \'\' HUP; "$0" "$@"; exit $?'],
})) {
  linuxOnly(`a run ${kind} goes on when its terminal hangs up`, async (t) => {
    const study = await makeStudy(t, {
      wait: { command: 'echo x > ready; cat go > ${output.out}/file', outputs: ['out'] },
    });
    study.makePipe('ready');
    study.makePipe('go');
    const started = study.start([], { launcher, directory: study.folder });
    await readFile(study.path('ready'));
    process.kill(-started.child.pid!, 'SIGHUP');
    await writeFile(study.path('go'), 'gone on');
    await waitForSilence(study.folder);
    t.is(study.read('artifacts', 'wait', 'out', 'file'), 'gone on');
    const ended = await started.ended;
    if (kind !== 'under nohup') t.is(ended, 0, started.stderr());
  });
}

linuxOnly('without bash, a command says that bash is missing and how to install it', async (t) => {
  const study = await makeStudy(t, { one: { command: 'echo 1 > ${output.out}/file', outputs: ['out'] } });
  const bin = study.path('bin');
  mkdirSync(bin);
  const ended = await study.run([], { environment: { PATH: bin } });
  t.is(ended.exitCode, 1);
  const { error } = ended.actions.one ?? {};
  t.is(error?.code, 'SHELL_MISSING');
  t.regex(error?.message ?? '', /no bash on PATH/);
  t.regex(error?.hint ?? '', /apt-get install bash/);
});
