import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { stampOf } from '../../src/base/file-stamp.ts';
import { locateStoreFolders } from '../../src/store/folders.ts';
import { type IndexData, IndexFile } from '../../src/store/index-file.ts';
import { AS_NOBODY, canRunAsNobody } from '../as-nobody.ts';
import { DamageProject } from './damage-project.ts';
import { runDamageCases } from './run-damage-cases.ts';

test('any damage to cache and artifacts is found, never restored as a result, and healed', async (t) => {
  t.timeout(240_000);
  const { damages, failures } = await runDamageCases({ cases: 60, seed: 20261123 });
  t.deepEqual(failures, []);
  t.true(damages > 60);
});

test('bits that a disk lost behind unchanged stamps are found by verify, and restored after --repair', async (t) => {
  const study = await DamageProject.create();
  t.teardown(() => study.remove());
  const artifact = study.project.path('artifacts/make/out/large');
  const content = readFileSync(artifact);
  content[100] = (content[100] ?? 0) ^ 1;
  writeFileSync(artifact, content);
  vouchForStamps(study, 'make', 'out', 'large');
  t.is((await study.run()).outcomes.make, 'up-to-date');

  const { edited, findings } = await study.verify(true);
  t.deepEqual(findings, []);
  t.like(edited, [{ path: 'artifacts/make/out', action: 'make', differences: ['large (changed)'] }]);
  t.is((await study.run()).outcomes.make, 'restored');
  t.deepEqual(study.wrongArtifacts(), []);
});

test('a mutex that is damaged, or is something else, keeps nobody out', async (t) => {
  const study = await DamageProject.create();
  t.teardown(() => study.remove());
  const mutexes = locateStoreFolders(study.project.path('cache')).mutexes;
  const keys = Object.values(readIndex(study).checkouts).flatMap(({ actions }) =>
    Object.values(actions).map(({ key }) => key),
  );
  rmSync(study.project.path('cache/actions'), { recursive: true });
  rmSync(study.project.path('artifacts'), { recursive: true });
  const long = new Date(Date.now() - 180_000);
  for (const [index, key] of keys.entries()) {
    const path = join(mutexes, `${key}.mutex`);
    if (index % 3 === 0) execFileSync('mkfifo', [path]);
    else if (index % 3 === 1) mkdirSync(path);
    else {
      writeFileSync(path, '{"pid":9007199254740991}');
      utimesSync(path, long, long);
    }
  }
  const { summary } = await study.run();
  t.true(summary.ok);
  t.deepEqual(study.wrongArtifacts(), []);
});

const asNobody = canRunAsNobody() ? test : test.skip;

asNobody('what a user without rights cannot read is named or healed, never a crash', async (t) => {
  const folder = '/tmp';
  const [setpriv, ...args] = AS_NOBODY;
  const { status, stdout, stderr } = spawnSync(
    setpriv,
    [...args, process.execPath, '--import=tsx', 'runner/scripts/damage.ts', '--cases', '25', '--seed', '3'],
    { encoding: 'utf8', env: { ...process.env, HOME: folder, TMPDIR: folder } },
  );
  t.is(status, 0, stdout + stderr);
});

function readIndex(study: DamageProject): IndexData {
  const data = openIndex(study).read();
  if (data === null) throw new Error('The index is damaged.');
  return data;
}

function openIndex(study: DamageProject): IndexFile {
  const path = study.project.path('cache/index.json');
  return new IndexFile(path, () => `${path}.new`);
}

/** Makes the index take a file as it is now for the file that was placed: as if its content had changed, and no stamp. */
function vouchForStamps(study: DamageProject, action: string, output: string, file: string): void {
  const data = readIndex(study);
  const placed = Object.values(data.checkouts)[0]?.actions[action]?.placed[output];
  if (placed === undefined) throw new Error('Nothing is placed.');
  const stat = lstatSync(study.project.path('artifacts', action, output, file), { bigint: true });
  Object.assign(placed.stamps, { [file]: stampOf(stat) });
  openIndex(study).write(data);
}
