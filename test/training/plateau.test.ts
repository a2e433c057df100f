import test from 'ava';
import { type Plateau, stepPlateau } from '../../src/training/plateau.ts';

const options = { patience: 6, factor: 0.1 };

function run(losses: readonly number[]): Plateau {
  const start: Plateau = { learningRate: 0.01, best: null, badEpochs: 0 };
  return losses.reduce((state, loss) => stepPlateau(state, loss, options), start);
}

test('patience bad epochs are put up with, the next one cuts the rate', (t) => {
  t.is(run([1, 2, 2, 2, 2, 2, 2]).learningRate, 0.01);
  t.is(run([1, 2, 2, 2, 2, 2, 2, 2]).learningRate, 0.001);
});

test('after a cut the count begins anew', (t) => {
  t.is(run([1, ...Array<number>(13).fill(2)]).learningRate, 0.001);
  t.true(Math.abs(run([1, ...Array<number>(14).fill(2)]).learningRate - 1e-4) < 1e-12);
});

test('an improvement starts the count again, but not one below a ten-thousandth of the loss', (t) => {
  t.is(run([1, 2, 2, 2, 2, 2, 2, 0.9, 2]).learningRate, 0.01);
  t.is(run([1, 2, 2, 2, 2, 2, 2, 0.99995]).learningRate, 0.001);
});

test('the rate stops falling where cuts no longer matter', (t) => {
  const flat = run(Array<number>(200).fill(1));
  t.true(flat.learningRate >= 1e-9);
});
