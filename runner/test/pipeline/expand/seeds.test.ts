import test from 'ava';
import fc from 'fast-check';
import { deriveSeed } from '../../../src/pipeline/expand/batches.ts';
import { actionOf, loadFiles, loadStages, pipelineOf, stageOf } from '../pipeline-folder.ts';

test('a seed is the same on every machine and in every version', (t) => {
  // The first 53 bits of: printf '["seed",1,7,"train",[["model","lenet"],["size",32]]]' | sha256sum
  t.is(deriveSeed(7, 'train', { size: 32, model: 'lenet' }), Number(BigInt('0x7ebda51bddb79097') >> 11n));
});

test('a seed is a safe integer, and does not depend on the order of axes', (t) => {
  const axes = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer()), {
    maxKeys: 4,
  });
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), axes, (seed, stage, point) => {
        const derived = deriveSeed(seed, stage, point);
        const reversed = Object.fromEntries(Object.entries(point).reverse());
        return Number.isSafeInteger(derived) && derived >= 0 && derived === deriveSeed(seed, stage, reversed);
      }),
    ),
  );
});

test('no two actions of a pipeline share a seed, but those of a batch do', async (t) => {
  const axes = { model: ['a', 'b', '1', 1.5], epsilon: [0, 0.1, 0.2] };
  const files = { 'x.ts': '' };
  const batched = { program: 'x.ts', outputs: ['o'], axes, batch: ['epsilon'] };
  const graph = await loadFiles(t, {
    'pipeline.json': pipelineOf({ s: stageOf({ axes }), other: stageOf({ axes }), batched }),
    ...files,
  });
  const actions = [...graph.actions.values()];
  t.is(new Set(actions.filter(({ stage }) => stage !== 'batched').map(({ seed }) => seed)).size, 24);
  t.is(new Set(actions.filter(({ stage }) => stage === 'batched').map(({ seed }) => seed)).size, 4);
  t.is(actionOf(graph, 'batched/a/0').seed, actionOf(graph, 'batched/a/0.2').seed);
});

test('actions of a batch have one group, others have none', async (t) => {
  const axes = { model: ['a', 'b'], epsilon: [0, 0.1], norm: ['l2'] };
  const stage = { program: 'x.ts', outputs: ['o'], axes, batch: ['epsilon'] };
  const graph = await loadFiles(t, {
    'pipeline.json': pipelineOf({ s: stage, plain: stageOf({ axes }) }),
    'x.ts': '',
  });
  t.deepEqual(
    [...graph.actions.values()].map(({ batchGroup }) => batchGroup),
    ['s/a/*/l2', 's/a/*/l2', 's/b/*/l2', 's/b/*/l2', undefined, undefined, undefined, undefined],
  );
});

test('another pipeline seed gives other seeds, and 0 where there is none', async (t) => {
  const [one, two] = [
    await loadStages(t, { s: stageOf() }),
    await loadFiles(t, { 'pipeline.json': pipelineOf({ s: stageOf() }, { seed: 8 }) }),
  ];
  t.not(actionOf(one, 's').seed, actionOf(two, 's').seed);
  const none = await loadFiles(t, {
    'pipeline.json': { formatVersion: 1, stages: { s: stageOf({ params: { seed: '${seed}' } }) } },
  });
  t.deepEqual(actionOf(none, 's').params, { seed: 0 });
});
