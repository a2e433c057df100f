import test from 'ava';
import fc from 'fast-check';
import { actionOf, loadFiles, loadStages, pipelineOf, stageOf, stageProblems } from '../pipeline-folder.ts';

test('a stage without axes is one action with the id of the stage', async (t) => {
  const graph = await loadStages(t, { count: stageOf() });
  t.deepEqual([...graph.actions.keys()], ['count']);
  t.deepEqual(graph.stages, [{ name: 'count', axes: {}, actions: ['count'], upstream: [] }]);
});

test('an action has the declared fields and the defaults of the others', async (t) => {
  const graph = await loadStages(t, {
    count: stageOf({ resources: { gpus: 2 }, timeoutMs: 5, env: ['LANG'] }),
  });
  const { seed, ...action } = actionOf(graph, 'count');
  t.true(Number.isSafeInteger(seed) && seed >= 0);
  t.deepEqual(action, {
    id: 'count',
    stage: 'count',
    axes: {},
    inputs: [],
    outputs: ['out'],
    params: {},
    command: 'true',
    commandLine: ['true'],
    files: [],
    inputModules: [],
    env: ['LANG'],
    resources: { threads: 1, gpus: 2, memoryMiB: 0 },
    retries: 0,
    timeoutMs: 5,
    pinEngine: false,
  });
});

test('axes expand in declared order, the last one fastest', async (t) => {
  const axes = { model: ['b', { name: 'a', epochs: 3 }], epsilon: [0.5, 0] };
  const graph = await loadStages(t, { train: stageOf({ axes }) });
  t.deepEqual([...graph.actions.keys()], ['train/b/0.5', 'train/b/0', 'train/a/0.5', 'train/a/0']);
  t.deepEqual(actionOf(graph, 'train/a/0.5').axes, { model: 'a', epsilon: 0.5 });
  t.deepEqual(graph.stages[0]?.axes, { model: ['b', 'a'], epsilon: [0.5, 0] });
});

test('exclude leaves out each point that has all named values', async (t) => {
  const axes = { model: ['a', 'b'], threat: ['direct', 'transfer'] };
  const exclude = [{ model: 'a', threat: 'transfer' }, { model: 'never' }];
  const graph = await loadStages(t, { attack: stageOf({ axes, exclude }) });
  t.deepEqual([...graph.actions.keys()], ['attack/a/direct', 'attack/b/direct', 'attack/b/transfer']);
});

test('include adds points after the others, with the declared fields or new ones', async (t) => {
  const axes = { model: [{ name: 'a', epochs: 1 }], size: [28, 32] };
  const include = [
    { model: { name: 'c', epochs: 9 }, size: 64 },
    { model: 'a', size: 64 },
  ];
  const graph = await loadStages(t, {
    train: stageOf({ axes, include, params: { epochs: '${axis.model.epochs}' } }),
  });
  t.deepEqual(
    [...graph.actions.values()].map(({ id, params }) => [id, params.epochs]),
    [
      ['train/a/28', 1],
      ['train/a/32', 1],
      ['train/c/64', 9],
      ['train/a/64', 1],
    ],
  );
});

test('an included point that does not name an axis takes all its values', async (t) => {
  const graph = await loadStages(t, {
    train: stageOf({ axes: { model: ['a'], size: [1, 2] }, include: [{ model: 'b' }] }),
  });
  t.deepEqual([...graph.actions.keys()], ['train/a/1', 'train/a/2', 'train/b/1', 'train/b/2']);
});

test('axis values become safe folder names', async (t) => {
  const axes = { value: ['a/b', 'é', 'a b', '50%', '-1.5e+2', true, 1e-7] };
  const graph = await loadStages(t, { s: stageOf({ axes }) });
  t.deepEqual(
    [...graph.actions.keys()],
    ['s/a%2Fb', 's/%C3%A9', 's/a%20b', 's/50%25', 's/-1.5e+2', 's/true', 's/1e-7'],
  );
  t.is(actionOf(graph, 's/a%2Fb').axes.value, 'a/b');
});

const fails = test.macro(async (t, stages: object, ...expected: string[]) => {
  t.deepEqual(await stageProblems(t, stages), expected);
});

test(
  'values that have one id are refused, whatever their type',
  fails,
  { s: stageOf({ axes: { x: [1, '1', { name: 1 }] } }) },
  'Two actions would have one id: 1 and "1" are both "1" in ids',
  'Two actions would have one id: 1 and 1 are both "1" in ids',
);

test(
  'an included point that is there already is refused',
  fails,
  { s: stageOf({ axes: { x: [1] }, include: [{ x: 1 }] }) },
  'Two actions have the id s/1: it is there without this entry',
);

test(
  'a value that would be the parent folder is refused',
  fails,
  { s: stageOf({ axes: { x: ['..', '.'] } }) },
  'The value ".." cannot be part of an id: it is not the name of a folder',
  'The value "." cannot be part of an id: it is not the name of a folder',
);

test(
  'a value too long for a folder name is refused',
  fails,
  { s: stageOf({ axes: { x: ['é'.repeat(50)] } }) },
  'This value is too long to be part of an id: 300 bytes of 255',
);

test(
  'an expansion without points is refused',
  fails,
  { s: stageOf({ axes: { x: [1, 2] }, exclude: [{ x: 1 }, { x: 2 }] }) },
  'Stage "s" has no actions: exclude leaves out every point',
);

test(
  'an axis without values is refused',
  fails,
  { s: stageOf({ axes: { x: [] } }) },
  'Expected "axes.x" to have at least 1 item, got an empty array',
);

test(
  'unknown axes are refused in exclude, include and batch',
  fails,
  {
    s: {
      program: 's.ts',
      outputs: ['o'],
      axes: { model: [1] },
      exclude: [{ modle: 1 }],
      include: [{ z: 1 }],
      batch: ['mdl'],
    },
  },
  'There is no program "s.ts": no such file, and no installed package offers it',
  'Stage "s" has no axis "modle"; axes: "model" | model',
  'Stage "s" has no axis "z"; axes: "model"',
  'Stage "s" has no axis "mdl"; axes: "model" | model',
);

test(
  'axis values are text, numbers, true, false or objects with a name',
  fails,
  { s: stageOf({ axes: { x: [null, [1], { label: 'a' }, '', { name: null }] } }) },
  'Expected "axes.x[0]" to be a string or a number or true or false or an object, got null',
  'Expected "axes.x[1]" to be a string or a number or true or false or an object, got an array',
  'Missing property "name" in "axes.x[2]"',
  'Expected "axes.x[3]" to be a value that is not empty, got ""',
  'Expected "axes.x[4].name" to be a string or a number or true or false, got null',
);

test(
  'names that are no folder or template names are refused',
  fails,
  {
    'a/b': stageOf(),
    '1': stageOf(),
    s: stageOf({ outputs: ['../x', '.hidden'], axes: { 'a.b': [1] }, inputs: { 'a b': 's/o' } }),
  },
  'Expected a stage name (a letter, then letters, digits, - and _), got "1"',
  'Expected a stage name (a letter, then letters, digits, - and _), got "a/b"',
  'Expected "outputs[0]" to be an output name (a letter or digit, then letters, digits, . - and _), got "../x"',
  'Expected "outputs[1]" to be an output name (a letter or digit, then letters, digits, . - and _), got ".hidden"',
  'Expected an axis name (a letter, then letters, digits, - and _), got "a.b"',
  'Expected an input name (a letter, then letters, digits, - and _), got "a b"',
);

test('stages are sorted by what they need, in declared order where free', async (t) => {
  const graph = await loadStages(t, {
    report: stageOf({ inputs: { b: 'b/out', a: 'a/out' } }),
    b: stageOf({ inputs: { c: 'c/out' } }),
    a: stageOf(),
    c: stageOf(),
  });
  t.deepEqual(
    graph.stages.map(({ name, upstream }) => [name, upstream]),
    [
      ['a', []],
      ['c', []],
      ['b', ['c']],
      ['report', ['b', 'a']],
    ],
  );
});

test('name, profile and cache folder are those of the document, or their defaults', async (t) => {
  const stages = { s: stageOf() };
  const named = await loadFiles(t, { 'pipeline.json': pipelineOf(stages, { cache: '../shared' }) });
  t.like(named, { name: 'test', profile: 'none', cacheDir: '../shared' });
  const bare = await loadFiles(t, { 'pipeline.json': { formatVersion: 1, stages } });
  t.is(bare.name, 'pipeline');
  t.false('cacheDir' in bare);
});

test('as many actions as the product of the axes, without those excluded', async (t) => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
  await t.notThrowsAsync(
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(3), async ([first = 2, ...rest], excluded) => {
        const axes = Object.fromEntries(
          [first, ...rest].map((length, axis) => [`x${axis}`, [...Array(length).keys()]]),
        );
        const kept = first - (excluded < first ? 1 : 0);
        const count = rest.reduce((product, length) => product * length, kept);
        const loading = loadStages(t, { s: stageOf({ axes, exclude: [{ x0: excluded }] }) });
        // Without points, the pipeline is refused.
        const ids =
          count === 0
            ? await loading.then(
                () => ['no error'],
                () => [],
              )
            : [...(await loading).actions.keys()];
        return ids.length === count && new Set(ids).size === count;
      }),
      { numRuns: 60 },
    ),
  );
});

test('ten thousand joined actions expand without scanning for each', async (t) => {
  const values = [...Array(5000).keys()];
  const graph = await loadStages(t, {
    make: stageOf({ axes: { i: values } }),
    use: stageOf({ axes: { i: values }, inputs: { made: 'make/out' } }),
  });
  t.is(graph.actions.size, 10_000);
  t.deepEqual(actionOf(graph, 'use/4999').inputs[0]?.sources, [
    { action: 'make/4999', output: 'out', axes: { i: 4999 } },
  ]);
});
