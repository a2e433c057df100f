import { readFile } from 'node:fs/promises';
import test from 'ava';
import { canSeeProcesses, waitForSilence } from './processes.ts';
import { makeStudy } from './study.ts';

const linuxOnly = canSeeProcesses ? test : test.skip;

for (const [what, stage] of [
  ['a program in a loop, deaf to messages', { program: 'loop.mjs' }],
  ['a command that ignores SIGTERM', { command: "trap '' TERM; echo > started; sleep 600; sleep 600" }],
] as const) {
  linuxOnly(`killed outright, a runner takes with it ${what}`, async (t) => {
    const study = await makeStudy(t, { endless: { ...stage, outputs: ['out'] } });
    study.write(
      'loop.mjs',
      `import { writeFileSync } from 'node:fs';
export default ({ baseDir }) => { writeFileSync(baseDir + '/started', ''); for (;;); };`,
    );
    study.makePipe('started');
    const run = study.start();
    await readFile(study.path('started'));
    run.child.kill('SIGKILL');
    await run.ended;
    const left = await waitForSilence(study.folder, 5000);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    t.deepEqual(left, []);
  });
}
