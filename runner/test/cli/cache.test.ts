import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { createStudy, startCommand } from './start-command.ts';

test('cache verify finds a flipped byte, exits 1, and --repair lets the next run heal it', async (t) => {
  const study = await createStudy(t, {
    word: { command: 'echo word > ${output.out}/word', outputs: ['out'] },
  });
  await startCommand(['-C', study, 'run']);
  const sound = await startCommand(['-C', study, 'cache', 'verify']);
  t.is(sound.exitCode, 0);
  t.regex(sound.stdout, /^sound: 1 record and \d files/);

  const objects = join(study, 'cache', 'objects');
  for (const name of await readdir(objects, { recursive: true })) {
    if (!name.includes('/')) continue;
    await chmod(join(objects, name), 0o644);
    await writeFile(join(objects, name), 'xxxx');
  }
  const damaged = await startCommand(['-C', study, 'cache', 'verify', '--repair']);
  t.is(damaged.exitCode, 1);
  t.regex(damaged.stdout, /has other content than its name says \(needed for word\)/);
  const healed = await startCommand(['-C', study, 'run', '--reporter', 'json']);
  t.is(healed.exitCode, 0);
  t.is((await startCommand(['-C', study, 'cache', 'verify', '--json'])).exitCode, 0);
});

test('cache size sums up by stage', async (t) => {
  const study = await createStudy(t, {
    word: { command: 'printf 12345 > ${output.out}/word', outputs: ['out'] },
  });
  await startCommand(['-C', study, 'run']);
  const { stdout } = await startCommand(['-C', study, 'cache', 'size', '--json']);
  t.deepEqual((JSON.parse(stdout) as { stages: unknown }).stages, { word: { actions: 1, bytes: 5 } });
});

test('cache gc says what would go, removes it, and takes sizes and ages as people write them', async (t) => {
  const study = await createStudy(t, {
    word: { command: 'echo ${axis.word} > ${output.out}/word', axes: { word: ['old'] }, outputs: ['out'] },
  });
  await startCommand(['-C', study, 'run', '--set', 'word.axes.word=["new"]']);
  await startCommand(['-C', study, 'run']);
  const gc = (...args: string[]): ReturnType<typeof startCommand> =>
    startCommand(['-C', study, 'cache', 'gc', ...args]);
  t.is((await gc('--max-size', 'huge')).exitCode, 2);
  const planned = await gc('--keep-runs', '1', '--dry-run');
  t.regex(planned.stdout, /would remove the result [0-9a-f]{8} of word\/new, last used/);
  t.regex(planned.stdout, /would remove artifacts\/word\/new \(4 B\)/);
  const done = await gc('--keep-runs', '1', '--json');
  const { removed, orphans } = JSON.parse(done.stdout) as Record<string, { path: string }[]>;
  t.deepEqual(
    orphans?.map(({ path }) => path),
    ['artifacts/word/new'],
  );
  t.deepEqual(
    removed?.map(({ path }) => path.split('/')[0]),
    ['actions', 'objects'],
  );
  t.is((await startCommand(['-C', study, 'cache', 'verify'])).exitCode, 0);
  t.is((await gc('--older-than', '2w', '--max-size', '1G')).exitCode, 0);
  const push = await startCommand(['-C', study, 'cache', 'push', 'elsewhere']);
  t.regex(push.stdout, /pushed 1 result \(\d+ B\) to elsewhere/);
});
