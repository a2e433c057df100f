import test from 'ava';
import { orderAttacks } from '../../src/results/attack-labels.ts';
import { orderModels } from '../../src/results/model-styles.ts';

const models = (...names: string[]) => names.map((model) => ({ model }));

test('models come in one order, twins together and in one colour, whatever the order of rows', (t) => {
  const styles = orderModels(models('balexnet', 'lenet', 'simplecnn', 'alexnet', 'blenet', 'bsimplecnn'));
  t.deepEqual(
    styles.map((style) => style.label),
    ['LeNet', 'B-LeNet', 'AlexNet', 'B-AlexNet', 'SimpleCNN', 'B-SimpleCNN'],
  );
  for (const style of styles) {
    const twin = styles.find((other) => other.name === style.twin)!;
    t.is(twin.colour, style.colour);
    t.not(twin.bayesian, style.bayesian);
  }
  t.is(new Set(styles.map((style) => style.colour)).size, 3);
});

test('a model that the study does not know follows under its own name', (t) => {
  const styles = orderModels([
    { model: 'mine', bayesian: true },
    { model: 'lenet', bayesian: false },
  ]);
  t.deepEqual(
    styles.map(({ label, bayesian }) => [label, bayesian]),
    [
      ['LeNet', false],
      ['mine', true],
    ],
  );
});

test('attacks come in the order of the study, others after them, with the norm of their rows or else of their name', (t) => {
  const rows = [
    ...['own-l2', 'own', 'pgd-l2', 'mi-fgsm', 'fgsm', 'fgsm'].map((attack) => ({ attack })),
    { attack: 'euclid', norm: 'l2' } as const,
  ];
  t.deepEqual(
    orderAttacks(rows).map(({ name, norm }) => [name, norm]),
    [
      ['fgsm', 'linf'],
      ['mi-fgsm', 'linf'],
      ['pgd-l2', 'l2'],
      ['own-l2', 'l2'],
      ['own', 'linf'],
      ['euclid', 'l2'],
    ],
  );
});
