import test from 'ava';
import { actionOf, loadStages, stageOf, stageProblems } from '../pipeline-folder.ts';

const axes = { attack: ['fgsm', { name: 'mine', module: 'attacks/mine.ts', settings: { steps: 2 } }] };

test('a param of a field that the value lacks is left out, as are members and items', async (t) => {
  const params = {
    module: '${axis.attack.module?}',
    inner: { steps: '${axis.attack.settings.steps?}', all: [1, '${axis.attack.module?}'] },
  };
  const graph = await loadStages(t, { s: stageOf({ axes, params }) });
  t.deepEqual(actionOf(graph, 's/fgsm').params, { inner: { all: [1] } });
  t.deepEqual(actionOf(graph, 's/mine').params, {
    module: 'attacks/mine.ts',
    inner: { steps: 2, all: [1, 'attacks/mine.ts'] },
  });
});

test('a field that no value has yet may still come', async (t) => {
  const graph = await loadStages(t, {
    s: stageOf({ axes: { a: ['x'] }, params: { m: '${axis.a.module?}' } }),
  });
  t.deepEqual(actionOf(graph, 's/x').params, {});
});

for (const [what, stage, message] of [
  [
    'a field that no value has but that resembles one',
    { axes, params: { m: '${axis.attack.modul?}' } },
    /has no field "modul" in any value \| \$\{axis\.attack\.module\?\}/,
  ],
  ['an axis that is not there', { axes, params: { m: '${axis.atack.module?}' } }, /no axis "atack"/],
  ['a value without a field', { axes, params: { m: '${axis.attack?}' } }, /no axis "attack\?"/],
  ['a longer text', { axes, params: { m: 'x ${axis.attack.module?}' } }, /no field "module\?"/],
  ['a file', { axes, files: ['${axis.attack.module?}'] }, /no field "module\?"/],
] as const) {
  test(`it is a mistake for ${what}`, async (t) => {
    t.regex((await stageProblems(t, { s: stageOf(stage) })).join('\n'), message);
  });
}
