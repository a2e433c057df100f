import test from 'ava';
import { groupByGrid } from '../../../src/attacks/grid/grid-request.ts';
import { resolveThreat } from '../../../src/attacks/grid/threat-model.ts';
import { createToyModel } from '../toy-model.ts';

const bayesian = createToyModel({ bayesian: true });
const deterministic = createToyModel();
const samples = { attackSamples: 4, evaluationSamples: 8, dropFooled: true };

test('direct attacks a Bayesian model itself, with its samples', (t) => {
  t.deepEqual(resolveThreat({ threat: 'direct', model: bayesian, surrogate: deterministic, ...samples }), {
    target: bayesian,
    attackSamples: 4,
    evaluationSamples: 8,
    dropFooled: true,
  });
});

test('transfer makes examples on the surrogate to the end, and judges them with one sample', (t) => {
  t.deepEqual(resolveThreat({ threat: 'transfer', model: bayesian, surrogate: deterministic, ...samples }), {
    target: deterministic,
    attackSamples: 1,
    evaluationSamples: 1,
    dropFooled: false,
  });
});

test('for a deterministic model the two are one, with one sample', (t) => {
  const direct = { target: deterministic, attackSamples: 1, evaluationSamples: 1, dropFooled: true };
  for (const surrogate of [undefined, deterministic]) {
    for (const threat of ['direct', 'transfer'] as const) {
      t.deepEqual(resolveThreat({ threat, model: deterministic, surrogate, ...samples }), direct);
    }
  }
});

test('transfer from the model itself is direct', (t) => {
  t.deepEqual(
    resolveThreat({ threat: 'transfer', model: bayesian, surrogate: bayesian, ...samples }),
    resolveThreat({ threat: 'direct', model: bayesian, surrogate: undefined, ...samples }),
  );
});

test('transfer to a Bayesian model needs a surrogate', (t) => {
  const error = t.throws(() =>
    resolveThreat({ threat: 'transfer', model: bayesian, surrogate: undefined, ...samples }),
  );
  t.like(error, { code: 'GRID_SURROGATE_MISSING' });
});

test('items that differ in epsilon alone are one grid, in their order', (t) => {
  const item = (epsilon: number, images: number) => ({ params: { epsilon, images } });
  t.deepEqual(groupByGrid([item(0.1, 5), item(0, 5), item(0.2, 9), item(0.3, 5)]), [
    [item(0.1, 5), item(0, 5), item(0.3, 5)],
    [item(0.2, 9)],
  ]);
});
