import test from 'ava';
import { planPipeline } from '../../../src/execute/index.ts';
import { PLAIN_RUN } from '../../../src/execute/options.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { makeProject } from '../project.ts';

const stages = {
  make: {
    command: 'sleep 0.${axis.n}; echo ${axis.n} > ${output.out}/n',
    axes: { n: [3, 4] },
    outputs: ['out'],
  },
  join: { command: 'touch ${output.out}/x', inputs: { made: 'make/out' }, outputs: ['out'] },
};

test('a dry run predicts from recorded durations, and says what was never timed', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(stages);
  const predict = async (jobs: number, force: boolean) =>
    (await planPipeline(await loadPipeline({ baseDir: project.folder }), { ...PLAIN_RUN, jobs, force })).time;
  t.deepEqual(await predict(1, false), { untimed: 3 });
  await project.run({ select: ['make/3', 'make/4'] });
  const alone = await predict(1, true);
  const sideBySide = await predict(2, true);
  t.is(alone.untimed, 1);
  // 0.3 s and 0.4 s one after the other, or the longer of the two.
  t.true(alone.durationMs! >= 700);
  t.true(sideBySide.durationMs! >= 400 && sideBySide.durationMs! < alone.durationMs!);
  await project.run();
  t.deepEqual(await predict(2, false), { untimed: 0 });
});
