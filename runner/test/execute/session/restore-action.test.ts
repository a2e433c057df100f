import { rmSync, statSync, writeFileSync } from 'node:fs';
import test from 'ava';
import { restoreAction } from '../../../src/execute/session/restore-action.ts';
import { withSession } from '../../../src/execute/session/session.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { makeProject } from '../project.ts';

test('what another run has placed meanwhile stays, as somebody may be reading it; what is missing or edited is restored', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({
    pair: {
      command: 'echo 1 > ${output.left}/file; echo 2 > ${output.right}/file',
      outputs: ['left', 'right'],
    },
  });
  await project.run();
  const left = project.path('artifacts', 'pair', 'left', 'file');
  const before = statSync(left).ino;
  const restore = async (): Promise<void> => {
    const graph = await loadPipeline({ baseDir: project.folder });
    await withSession(graph, async (session) => {
      const record = session.lastResults.find('pair');
      await restoreAction(session, 'pair', ['left', 'right'], record!);
    });
  };
  rmSync(project.path('artifacts', 'pair', 'right'), { recursive: true });
  await restore();
  t.is(statSync(left).ino, before);
  t.is(await project.artifact('pair', 'right', 'file'), '2\n');
  writeFileSync(left, 'edited');
  await restore();
  t.is(await project.artifact('pair', 'left', 'file'), '1\n');
});
