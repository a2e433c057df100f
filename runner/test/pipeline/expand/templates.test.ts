import { spawnSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import { quoteForShell } from '../../../src/pipeline/expand/shell-quote.ts';
import { actionOf, loadFiles, loadStages, pipelineOf, stageOf, stageProblems } from '../pipeline-folder.ts';

const axes = {
  model: [{ name: 'lenet', layers: [6, 16], bayes: { beta: 0.5 } }],
  epsilon: [0.05],
  flag: [true],
};
const id = 's/lenet/0.05/true';

test('a string that is one template alone keeps the JSON type', async (t) => {
  const params = {
    name: '${axis.model}',
    same: '${axis.model.name}',
    layers: '${axis.model.layers}',
    bayes: '${axis.model.bayes}',
    beta: ['${axis.model.bayes.beta}', { epsilon: '${axis.epsilon}' }],
    flag: '${axis.flag}',
    seed: '${seed}',
  };
  const graph = await loadStages(t, { s: stageOf({ axes, params }) });
  t.deepEqual(actionOf(graph, id).params, {
    name: 'lenet',
    same: 'lenet',
    layers: [6, 16],
    bayes: { beta: 0.5 },
    beta: [0.5, { epsilon: 0.05 }],
    flag: true,
    seed: 7,
  });
});

test('within a longer string, templates become text', async (t) => {
  const params = {
    label: '${axis.model} at ${axis.epsilon}: ${axis.flag}, ${seed}',
    literal: '$${axis.model} and $5',
  };
  const graph = await loadStages(t, { s: stageOf({ axes, params }) });
  t.deepEqual(actionOf(graph, id).params, {
    label: 'lenet at 0.05: true, 7',
    literal: '${axis.model} and $5',
  });
});

test('the profile is a template, and so are files', async (t) => {
  const document = pipelineOf(
    {
      s: stageOf({
        axes: { i: ['a', 'b'] },
        params: { profile: '${profile}' },
        files: ['data/${axis.i}.txt', 'lib/**'],
      }),
    },
    { profiles: { paper: {} } },
  );
  const files = { 'pipeline.json': document, 'data/a.txt': '', 'data/b.txt': '' };
  const graph = await loadFiles(t, files, { profile: 'paper' });
  t.like(actionOf(graph, 's/b'), { params: { profile: 'paper' }, files: ['data/b.txt', 'lib/**'] });
});

test("the pipeline's name and description are templates, in params and in commands", async (t) => {
  const stages = {
    s: stageOf({
      command: 'echo ${pipeline.name} ${name}',
      params: { title: '${pipeline.name}', subject: 'About: ${pipeline.description}' },
    }),
  };
  const described = { ...pipelineOf(stages), name: 'squares', description: 'Squares & lines.' };
  const { params, command } = actionOf(await loadFiles(t, { 'pipeline.json': described }), 's');
  t.deepEqual(params, { title: 'squares', subject: 'About: Squares & lines.' });
  t.is(command, 'echo squares ${name}');
});

test('a description that is not there is refused; a name has a default', async (t) => {
  const nameless = pipelineOf({ s: stageOf({ params: { title: '${pipeline.name}' } }) }, { name: undefined });
  const graph = await loadFiles(t, { 'pipeline.json': nameless });
  t.deepEqual(actionOf(graph, 's').params, { title: 'pipeline' });
  t.deepEqual(await stageProblems(t, { s: stageOf({ params: { subject: '${pipeline.description}' } }) }), [
    'The pipeline has no description for ${pipeline.description}; add "description" to the document',
  ]);
});

test("a command keeps folders and the shell's own variables, and has the rest put in", async (t) => {
  const command =
    'run ${input.in} ${output.out} ${axis.epsilon} ${params.n} ${params.deep.x} ${seed} ${HOME} ${x%.txt} $HOME ${x:-a.b}';
  const graph = await loadStages(t, {
    a: stageOf(),
    s: stageOf({ axes, command, inputs: { in: 'a/out' }, params: { n: 3, deep: { x: '${axis.model}' } } }),
  });
  t.is(
    actionOf(graph, id).command,
    'run ${input.in} ${output.out} 0.05 3 lenet 7 ${HOME} ${x%.txt} $HOME ${x:-a.b}',
  );
});

test('what is put into a command is quoted for the shell, within the quotes around it', async (t) => {
  const command = `printf '%s\\n' \${params.text} "\${params.text}" '\${params.text}' \${params.list}`;
  const text = `it's $(here) "\${output.out}" \\ \`x\``;
  const graph = await loadStages(t, {
    s: stageOf({ command, params: { text: text.replaceAll('${', () => '$${'), list: [1, 'a b'] } }),
  });
  const line = actionOf(graph, 's').command ?? '';
  t.false(line.includes('${output.out}'));
  const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
  t.deepEqual(stdout.trimEnd().split('\n'), [text, text, text, '[1,"a b"]']);
});

test('any text passes a shell unchanged, whatever the quotes around it', (t) => {
  const texts = fc.array(
    fc.string({ unit: fc.constantFrom('a', "'", '"', '\\', '$', '{', '}', '`', '\n', ' ', '!', 'é', '*') }),
    { minLength: 30, maxLength: 30 },
  );
  t.notThrows(() =>
    fc.assert(
      fc.property(texts, (values) => {
        const words = values.flatMap((text) => [
          quoteForShell(text, 'none'),
          `"${quoteForShell(text, 'double')}"`,
          `'${quoteForShell(text, 'single')}'`,
        ]);
        const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`], { encoding: 'utf8' });
        return (
          stdout === values.map((text) => `${text}\0`.repeat(3)).join('') &&
          !words.some((word) => word.includes('${'))
        );
      }),
      { numRuns: 20 },
    ),
  );
});

const fails = test.macro(async (t, stage: object, ...expected: string[]) => {
  t.deepEqual(await stageProblems(t, { s: stageOf(stage) }), expected);
});

test(
  'unknown templates in params are refused with what is known',
  fails,
  { axes: { model: ['a'] }, params: { a: '${axis.modle}', b: ['x ${sede}'], c: '${}', d: '${axis}' } },
  'Stage "s" has no axis "modle"; axes: "model" | ${axis.model}',
  'Unknown template ${sede}; known here: ${axis.model}, ${seed}, ${profile}, ${pipeline.name}, ${pipeline.description} | ${seed}',
  'Unknown template ${}; known here: ${axis.model}, ${seed}, ${profile}, ${pipeline.name}, ${pipeline.description}',
  'Unknown template ${axis}; known here: ${axis.model}, ${seed}, ${profile}, ${pipeline.name}, ${pipeline.description}',
);

test(
  'a field that some values lack is refused, naming those',
  fails,
  {
    axes: { model: [{ name: 'a', beta: 1 }, 'b', { name: 'c', bta: 2 }] },
    params: { x: '${axis.model.beta}' },
  },
  'Axis "model" has no field "beta" in its values "b" and "c" (pipeline.json:17:11) | ${axis.model.bta}',
);

test(
  'an object cannot stand inside a longer text',
  fails,
  {
    axes: { model: [{ name: 'a', o: {}, l: [] }] },
    params: { x: 'a ${axis.model.o}', y: '${axis.model.l}!' },
  },
  '${axis.model.o} is an object for "a", which cannot stand inside a longer text',
  '${axis.model.l} is an array for "a", which cannot stand inside a longer text',
);

test(
  'a name with a dot in a command is ours, and must be known',
  fails,
  { command: 'a ${params.n} ${inputs.x} ${output.summary} ${axs.model}', axes: { model: ['a'] } },
  'Stage "s" has no param "n"',
  'Unknown template ${inputs.x}; known here: ${axis.model}, ${seed}, ${profile}, ${pipeline.name}, ${pipeline.description}, ${output.out}',
  'Stage "s" has no output "summary"; outputs: "out"',
  'Unknown template ${axs.model}; known here: ${axis.model}, ${seed}, ${profile}, ${pipeline.name}, ${pipeline.description}, ${output.out} | ${axis.model}',
);

test(
  'files that are not there, or outside of the folder, are refused',
  fails,
  { files: ['gone.txt', '../up.txt', '/etc/hosts', 'any/*.txt'] },
  'There is no file "gone.txt"',
  'The file "../up.txt" is outside of the pipeline\'s folder',
  'The file "/etc/hosts" is outside of the pipeline\'s folder',
);

test('templates without names leave any other text as it is', async (t) => {
  const text = fc.string().filter((value) => !value.includes('${') && !/\p{Surrogate}/u.test(value));
  await t.notThrowsAsync(
    fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 20 }), async (texts) => {
        const params = { plain: texts, around: texts.map((value) => `${value}\${axis.i}${value}`) };
        const graph = await loadStages(t, { s: stageOf({ axes: { i: ['x'] }, params }) });
        const expected = {
          plain: texts,
          around: texts.map((value) =>
            value.endsWith('$') ? `${value.slice(0, -1)}\${axis.i}${value}` : `${value}x${value}`,
          ),
        };
        return JSON.stringify(actionOf(graph, 's/x').params) === JSON.stringify(expected);
      }),
      { numRuns: 20 },
    ),
  );
});

test('a template alone in files is a path, also where its value is a number', async (t) => {
  const count = { command: 'true', outputs: ['out'], files: ['${seed}'] };
  t.deepEqual(await stageProblems(t, { count }), ['There is no file "7"']);
});
