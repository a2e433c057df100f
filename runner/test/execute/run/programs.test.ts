import { readdir } from 'node:fs/promises';
import test from 'ava';
import { makeProject, type Project } from '../project.ts';

const WRITE = `import { writeFileSync, readFileSync, appendFileSync } from 'node:fs';
const trace = (base: string, line: string) => appendFileSync(base + '/traces', line + '\\n');
`;

/** A stage that is batched over epsilon, and one that gathers its cells. */
async function gridProject(project: Project): Promise<void> {
  await project.write(
    'stages/grid.ts',
    `${WRITE}
    import { label } from '../src/label.ts';
    export default async ({ batch, baseDir, seed }: any) => {
      for (const { params, outputs } of batch) {
        trace(baseDir, 'cell ' + params.epsilon);
        writeFileSync(outputs.cell + '/cell', label(params.epsilon) + ' of ' + batch.length + ' seed ' + seed);
      }
    };`,
  );
  await project.write(
    'src/label.ts',
    `export const label = (epsilon: number) => 'epsilon ' + epsilon;\nexport const unused = 1;\n`,
  );
  await project.write(
    'stages/join.ts',
    `${WRITE}
    export default async ({ inputs, outputs, baseDir }: any) => {
      trace(baseDir, 'join');
      writeFileSync(outputs.table + '/table', inputs.cells.map((cell: any) => cell.axes.epsilon + ': ' + readFileSync(cell.path + '/cell', 'utf8')).join('\\n'));
    };`,
  );
}

function gridStages(epsilons: readonly number[]): object {
  return {
    grid: {
      program: 'stages/grid.ts',
      axes: { epsilon: epsilons },
      batch: ['epsilon'],
      params: { epsilon: '${axis.epsilon}' },
      outputs: ['cell'],
    },
    join: { program: 'stages/join.ts', inputs: { cells: 'grid/cell' }, outputs: ['table'] },
  };
}

test('a cold batch runs in one process, and one more cell runs alone', async (t) => {
  const project = await makeProject(t);
  await gridProject(project);
  await project.writePipeline(gridStages([0, 0.1]));
  const cold = await project.run();
  t.deepEqual(cold.outcomes, { 'grid/0': 'executed', 'grid/0.1': 'executed', join: 'executed' });
  const started = cold.events.find(({ type }) => type === 'action-started');
  t.like(started, { action: 'grid/0', together: ['grid/0.1'], togetherBy: ['epsilon'] });
  const table = await project.artifact('join', 'table', 'table');
  t.regex(table, /^0: epsilon 0 of 2 seed (\d+)\n0\.1: epsilon 0\.1 of 2 seed \1$/);

  await project.writePipeline(gridStages([0, 0.05, 0.1]));
  const more = await project.run();
  t.deepEqual(more.outcomes, {
    'grid/0': 'up-to-date',
    'grid/0.05': 'executed',
    'grid/0.1': 'up-to-date',
    join: 'executed',
  });
  t.is(more.finished('join').reason, 'input cells: grid/0.05 is new');
  t.regex(await project.artifact('join', 'table', 'table'), /0\.05: epsilon 0\.05 of 1/);
});

test('comments, formatting and unused code run nothing; a change in a module reruns what uses it and names it', async (t) => {
  const project = await makeProject(t);
  await gridProject(project);
  await project.writePipeline(gridStages([0]));
  await project.run();
  await project.write(
    'src/label.ts',
    `// why\nexport const label = (epsilon: number) =>\n  'epsilon ' + epsilon;\nexport const unused = 2;\n`,
  );
  t.is((await project.run()).summary.upToDate, 2);
  await project.write('src/label.ts', `export const label = (epsilon: number) => 'ε = ' + epsilon;\n`);
  const changed = await project.run();
  t.deepEqual(changed.outcomes, { 'grid/0': 'executed', join: 'executed' });
  t.is(changed.finished('grid/0').reason, 'code changed: src/label.ts');
});

test('a syntax error in a program is reported before anything runs, without a stack', async (t) => {
  const project = await makeProject(t);
  await gridProject(project);
  await project.write('stages/join.ts', 'export default async ( => 1;');
  await project.writePipeline(gridStages([0]));
  const error = await t.throwsAsync(project.run());
  t.like(error, { code: 'PROGRAM_INVALID', exitCode: 2 });
  t.regex(error?.message ?? '', /stages\/join\.ts/);
  t.deepEqual(await project.traces(), []);
});

test('a program interrupted after a checkpoint goes on from it', async (t) => {
  const project = await makeProject(t);
  await project.write(
    'stages/train.ts',
    `${WRITE}
    export default async ({ outputs, checkpoint, signal, progress, baseDir }: any) => {
      const last = await checkpoint.load();
      let epoch = last === undefined ? 0 : Number(readFileSync(last + '/epoch', 'utf8'));
      trace(baseDir, 'from ' + epoch);
      while (epoch < 3) {
        epoch += 1;
        await checkpoint.save(async (folder: string) => writeFileSync(folder + '/epoch', String(epoch)));
        progress({ done: epoch, total: 3, unit: 'epochs', metrics: { loss: 1 / epoch } });
        if (last === undefined) await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
      }
      writeFileSync(outputs.model + '/model', 'epoch ' + epoch);
    };`,
  );
  await project.writePipeline({ train: { program: 'stages/train.ts', outputs: ['model'] } });
  const stop = new AbortController();
  const first = await project.run({
    stop,
    onEvent: (event) => event.type === 'action-progress' && event.done === 1 && stop.abort(),
  });
  t.deepEqual(first.outcomes, { train: 'skipped' });
  t.is(first.finished('train').reason, 'interrupted');
  t.deepEqual((await project.run()).outcomes, { train: 'executed' });
  t.deepEqual(await project.traces(), ['from 0', 'from 1']);
  t.is(await project.artifact('train', 'model', 'model'), 'epoch 3');
});

test('a stage that throws is reported in its own words, with its stack in the log only', async (t) => {
  const project = await makeProject(t);
  await project.write(
    'stages/bad.ts',
    `export default async () => { throw Object.assign(new Error('no such digit'), { code: 'DIGIT', hint: 'use another' }); };`,
  );
  await project.writePipeline({ bad: { program: 'stages/bad.ts', outputs: ['out'] } });
  const { finished } = await project.run();
  t.like(finished('bad').error, { code: 'DIGIT', message: 'no such digit', hint: 'use another' });
  t.true((finished('bad').error?.logTail.length ?? 0) > 0);
});

test('what an action writes after its end reaches no later action', async (t) => {
  const project = await makeProject(t);
  await project.write(
    'stages/late.ts',
    `import { mkdirSync, writeFileSync } from 'node:fs';
    const globals = globalThis as { folder?: string };
    const write = (folder: string, name: string) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(folder + '/' + name, name);
    };
    export default async ({ outputs }: any) => {
      // What a stray timer of the action before would do.
      if (globals.folder !== undefined) write(globals.folder, 'late');
      globals.folder = outputs.out;
      write(outputs.out, 'own');
    };`,
  );
  await project.writePipeline({
    late: { program: 'stages/late.ts', axes: { item: [1, 2, 3] }, outputs: ['out'] },
  });
  t.true((await project.run({ jobs: 1 })).summary.ok);
  for (const item of [1, 2, 3])
    t.deepEqual(await readdir(project.path(`artifacts/late/${item}/out`)), ['own']);
});

test("the stack of a failed program names the user's own files and lines, not the bundle's", async (t) => {
  const project = await makeProject(t);
  await project.write(
    'src/attack.ts',
    `// A comment that the bundle has not.\n\nexport function step(x: number): number {\n  if (x > 0)\n    throw new RangeError('too far');\n  return x;\n}\n`,
  );
  await project.write(
    'stages/run.ts',
    `import { step } from '../src/attack.ts';\n\n\nexport default async () => {\n  step(1);\n};\n`,
  );
  await project.writePipeline({ run: { program: 'stages/run.ts', outputs: ['out'] } });
  const { error } = (await project.run()).finished('run');
  const log = error?.logTail.join('\n') ?? '';
  t.regex(log, /RangeError: too far/);
  t.regex(log, /src\/attack\.ts:5:\d+/);
  t.regex(log, /stages\/run\.ts:5:\d+/);
  t.notRegex(log, /pipeline-bundle/);
});
