import test from 'ava';
import { chooseDataset } from '../../src/figures/choose-dataset.ts';
import { findFigure } from '../../src/figures/figure-catalogue.ts';
import { rowsUnderThreat } from '../../src/results/select-rows.ts';
import { makeSyntheticRows } from '../fixtures/figures/synthetic-study.ts';

const rows = makeSyntheticRows();
const on = (...datasets: string[]) => datasets.map((dataset) => ({ dataset }));

test('frequentist networks serve in both threats, Bayesian ones in their own', (t) => {
  const transfer = rowsUnderThreat(rows, 'transfer');
  t.is(transfer.filter((row) => row.model === 'lenet').length, 44);
  t.is(transfer.filter((row) => row.model === 'blenet').length, 44);
  t.true(transfer.every((row) => row.threat === 'transfer' || !row.bayesian));
  t.true(rowsUnderThreat(rows, 'direct').every((row) => row.threat === 'direct'));
});

test('a frequentist cell that was run under both threats is not shown twice', (t) => {
  const own = rows
    .filter((row) => row.model === 'lenet')
    .map((row) => ({ ...row, threat: 'transfer' as const, accuracy: 0 }));
  const cells = rowsUnderThreat([...rows, ...own], 'transfer').filter((row) => row.model === 'lenet');
  t.is(cells.length, 44);
  t.true(cells.every((row) => row.accuracy === 0));
});

test('a figure shows the dataset of its family', (t) => {
  t.is(chooseDataset(on('cifar10', 'mnist-10k'), findFigure('figure-1')), 'mnist-10k');
  t.is(chooseDataset(on('cifar10', 'mnist-10k'), findFigure('figure-5')), 'cifar10');
});

test("a table of a user's own arrays alone is shown as it is", (t) => {
  t.is(chooseDataset(on('scans', 'scans'), findFigure('figure-2')), 'scans');
});

test('a dataset that is not in the table is refused, naming what is', (t) => {
  const error = t.throws(() => chooseDataset(on('mnist'), findFigure('figure-4')));
  t.like(error, { code: 'FIGURE_NO_DATA' });
  t.regex(error.message, /figure-4 .*cifar10.*only mnist/);
  t.like(
    t.throws(() => chooseDataset(on('mnist'), findFigure('figure-1'), 'mnist-10k')),
    { code: 'FIGURE_NO_DATA' },
  );
});

test('between two datasets of one family the parameter decides', (t) => {
  t.like(
    t.throws(() => chooseDataset(on('mnist', 'mnist-10k'), findFigure('figure-1'))),
    { code: 'FIGURE_AMBIGUOUS' },
  );
  t.is(chooseDataset(on('mnist', 'mnist-10k'), findFigure('figure-1'), 'mnist'), 'mnist');
});

test('an unknown figure is refused with the list of figures', (t) => {
  const error = t.throws(() => findFigure('figure-9'));
  t.like(error, { code: 'FIGURE_UNKNOWN' });
  t.regex((error as unknown as { hint: string }).hint, /figure-6/);
});
