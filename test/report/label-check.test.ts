import test from 'ava';
import { runChecks } from '../../src/checks/run-checks.ts';
import { figureCatalogue, labelFigure } from '../../src/figures/figure-catalogue.ts';
import { labelCheck } from '../../src/report/label-check.ts';
import { makeCell } from '../results/cells.ts';

const settings = { alpha: 0.001, steps: 20 };
const cells = (['direct', 'transfer'] as const).flatMap((threat) =>
  ['fgsm', 'pgd-linf', 'pgd-linf-x2', 'square', 'noise'].flatMap((attack) =>
    [0, 0.1, 1].map((epsilon) =>
      makeCell({
        ...{ model: 'balexnet', seed: '2', threat, attack, epsilon },
        correct: attack === 'noise' ? [1, 1, 0, 0] : [1, 0, 0, 0],
        algorithm: attack.replace('-x2', ''),
        settings: attack.endsWith('x2') ? { ...settings, steps: 40 } : settings,
      }),
    ),
  ),
);
const rows = [
  ...runChecks({ cells, norms: [], classes: new Map([['mnist', 10]]) }),
  ...runChecks({ cells: [], norms: [], classes: new Map() }),
];

test('no row of the checks shows a reader the name that a table has for a network or an attack', (t) => {
  const names = /\b(mnist|balexnet|fgsm|pgd-linf|square|noise)\b/;
  const raw = rows.filter(({ subject, detail }) => names.test(subject) || names.test(detail));
  t.true(new Set(raw.map(({ name }) => name)).size >= 7, 'the rows have such names');
  for (const { subject, detail } of rows.map(labelCheck)) {
    t.notRegex(subject, names);
    t.notRegex(detail, names);
    t.notRegex(detail, / less \d/);
  }
});

test('a subject keeps its parts, its seed is a repeat, and what the study does not know keeps its name', (t) => {
  const [row] = rows as [(typeof rows)[0]];
  const label = (subject: string): string => labelCheck({ ...row, subject }).subject;
  t.is(
    label('mnist-10k, balexnet (seed 2), direct, pgd-linf and mine'),
    'MNIST 10k, B-AlexNet (repeat 2), direct, PGD and mine',
  );
  t.is(label('scans, mine, direct'), 'scans, mine, direct');
  t.is(label('all'), 'All');
});

test('every figure has a name for readers', (t) => {
  t.is(labelFigure('figure-1-transfer'), 'Figure 1, transfer');
  t.is(labelFigure('survival-mnist-10k-direct'), 'Survival, MNIST 10k, direct');
  for (const { name } of figureCatalogue)
    t.regex(labelFigure(`${name}-transfer`), /^[A-Z][a-z -]+[1-6]?, transfer$/);
  t.is(labelFigure('other'), 'other');
});
