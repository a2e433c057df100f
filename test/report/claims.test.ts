import test from 'ava';
import { judgeClaims } from '../../src/report/claims/judge-claims.ts';
import type { ResultTable } from '../../src/results/result-table.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

const bayesian = ['blenet', 'balexnet', 'bsimplecnn'];

interface World {
  /** Accuracy of a model at an epsilon; at 0 its clean accuracy. */
  readonly accuracy: (model: string, epsilon: number, attack: string, threat: string) => number;
  readonly models?: readonly string[];
  readonly dataset?: string;
  readonly count?: number;
  readonly epsilons?: readonly number[];
  /** Name → algorithm. */
  readonly attacks?: Readonly<Record<string, string>>;
}

function makeTable(world: World): ResultTable {
  const { accuracy, models = ['lenet', 'blenet', 'alexnet', 'balexnet'] } = world;
  const { dataset = 'mnist', count = 1000, epsilons = [0, 0.05, 0.1, 0.5] } = world;
  const { attacks = { fgsm: 'fgsm', bim: 'bim' } } = world;
  const estimate = (value: number) => {
    const correct = Math.round(value * count);
    return { accuracy: correct / count, ...wilsonInterval(correct, count), count };
  };
  const rows = models.flatMap((model) =>
    ['direct', 'transfer']
      .filter((threat) => threat === 'direct' || bayesian.includes(model))
      .flatMap((threat) =>
        Object.entries(attacks).flatMap(([attack, algorithm]) =>
          epsilons.map((epsilon) => ({
            dataset,
            model,
            bayesian: bayesian.includes(model),
            threat,
            attack,
            algorithm,
            epsilon,
            cleanAccuracy: accuracy(model, 0, attack, threat),
            ...estimate(accuracy(model, epsilon, attack, threat)),
          })),
        ),
      ),
  );
  const clean = models.map((model) => ({
    dataset,
    model,
    ...estimate(accuracy(model, 0, 'fgsm', 'direct')),
  }));
  return { rows, clean } as unknown as ResultTable;
}

function judge(number: number, world: World, threat = 'direct') {
  const claim = judgeClaims(makeTable(world), world.dataset ?? 'mnist', threat).find(
    (one) => one.number === number,
  );
  if (claim === undefined) throw new Error(`Claim ${number} was not judged`);
  return claim;
}

const cleanOf = (accuracies: Record<string, number>) => (model: string) => accuracies[model] ?? 0;

test('claim 1: both must be better than every other network', (t) => {
  const verdict = (alexnet: number, blenet: number) =>
    judge(1, { accuracy: cleanOf({ alexnet, blenet, lenet: 0.9, balexnet: 0.9 }) }).verdict;
  t.is(verdict(0.98, 0.98), 'confirmed');
  t.is(verdict(0.98, 0.8), 'refuted');
  t.is(verdict(0.98, 0.905), 'undecided');
});

test('claim 1: more images settle what few leave open', (t) => {
  const accuracy = cleanOf({ alexnet: 0.98, blenet: 0.92, lenet: 0.9, balexnet: 0.9 });
  t.is(judge(1, { accuracy, count: 200 }).verdict, 'undecided');
  t.is(judge(1, { accuracy, count: 10_000 }).verdict, 'confirmed');
});

test('claim 1 is judged the same under both threats', (t) => {
  const accuracy = cleanOf({ alexnet: 0.98, blenet: 0.98, lenet: 0.9, balexnet: 0.9 });
  t.deepEqual(judge(1, { accuracy }, 'transfer'), judge(1, { accuracy }, 'direct'));
});

test('claim 2: half of the clean accuracy is the mark, under the strongest attack', (t) => {
  const verdict = (lenet: number, blenet: number) =>
    judge(2, {
      accuracy: (model, epsilon, attack) => {
        if (epsilon === 0 || attack === 'fgsm') return 0.9;
        return model === 'lenet' ? lenet : blenet;
      },
    }).verdict;
  t.is(verdict(0.2, 0.8), 'confirmed');
  t.is(verdict(0.8, 0.85), 'refuted');
  t.is(verdict(0.2, 0.3), 'refuted');
  t.is(verdict(0.2, 0.45), 'undecided');
});

test('claim 2 looks at the largest small epsilon alone', (t) => {
  const accuracy = (model: string, epsilon: number) =>
    epsilon > 0.05 ? 0.01 : model === 'lenet' && epsilon > 0 ? 0.2 : 0.9;
  const { verdict, decisive } = judge(2, { accuracy });
  t.is(verdict, 'confirmed');
  t.regex(decisive[0]!.statement, /at ε 0\.05/);
});

test('claim 3 weighs Bayesian networks against their twins beyond the small range', (t) => {
  const verdict = (advantage: number) =>
    judge(3, {
      accuracy: (model, epsilon) => {
        if (epsilon === 0) return 0.9;
        if (epsilon <= 0.05) return model.startsWith('b') ? 0.1 : 0.9;
        return 0.5 + (model.startsWith('b') ? advantage : 0);
      },
    }).verdict;
  t.is(verdict(0.2), 'confirmed');
  t.is(verdict(-0.2), 'refuted');
  t.is(verdict(0.01), 'undecided');
});

test('claim 3: each model meets its own strongest attack, and noise is none', (t) => {
  const verdict = (strongest: number) =>
    judge(3, {
      attacks: { fgsm: 'fgsm', 'pgd-linf': 'pgd-linf', 'pgd-linf-x2': 'pgd-linf', noise: 'noise' },
      accuracy: (model, epsilon, attack) => {
        if (epsilon === 0) return 0.9;
        if (attack === 'noise') return model.startsWith('b') ? 1 : 0;
        if (attack === 'pgd-linf-x2' && model.startsWith('b')) return strongest;
        return 0.5;
      },
    }).verdict;
  t.is(verdict(0.5), 'undecided');
  t.is(verdict(0.9), 'undecided');
  t.is(verdict(0.1), 'refuted');
});

test('an ε that no attack had the steps for is in no mean, and what fell short is said', (t) => {
  const table = makeTable({
    accuracy: (model, epsilon) => (epsilon === 0.5 ? 0.9 : model.startsWith('b') ? 0.6 : 0.5),
  });
  const claimOf = (rows: ResultTable['rows']) =>
    judgeClaims({ ...table, rows }, 'mnist', 'direct').find(({ number }) => number === 3)!;
  const short = table.rows.map((row) => ({ ...row, alpha: 0.01, steps: 20 }));
  const judged = claimOf(short);
  // The cells at ε .5 go 0.2 far at most, so only those at ε .1 count.
  t.regex(
    judged.decisive[0]!.numbers,
    /^0\.600 and 0\.500, .*; the steps of FGSM and BIM move a pixel by 0\.2 at most$/,
  );
  const bim = table.rows.map((row) => (row.attack === 'bim' ? { ...row, alpha: 0.01, steps: 20 } : row));
  t.regex(claimOf(bim).decisive[0]!.numbers, /^0\.750 and 0\.700, .*; the steps of BIM move/);
  t.notRegex(claimOf(table.rows).decisive[0]!.numbers, /steps/);
});

test('claims about networks that did not learn are not applicable', (t) => {
  const accuracy = cleanOf({ lenet: 0.9, blenet: 0.15, alexnet: 0.9, balexnet: 0.9 });
  for (const number of [1, 2]) {
    const { verdict, decisive } = judge(number, { accuracy });
    t.is(verdict, 'not-applicable');
    t.true(
      decisive.some(({ numbers }) => /^B-LeNet did not learn: its clean accuracy is 0\.150/.test(numbers)),
    );
  }
  t.is(judge(5, { accuracy, dataset: 'cifar10' }).verdict, 'not-applicable');
  // The other pair of twins still decides claim 3; the pair that did not learn stands beside it.
  const third = judge(3, {
    accuracy: (model, epsilon) => (epsilon > 0 && model === 'alexnet' ? 0.1 : accuracy(model)),
  });
  t.is(third.verdict, 'confirmed');
  t.deepEqual(third.details.map(({ verdict }) => verdict).sort(), ['confirmed', 'not-applicable']);
  const none = cleanOf({ lenet: 0.9, blenet: 0.15, alexnet: 0.1, balexnet: 0.9 });
  t.is(judge(3, { accuracy: none }).verdict, 'not-applicable');
  // .25 of 1,000 images is clearly above .2, of 20 images it is not.
  const barely = (count: number) => judge(5, { accuracy: () => 0.25, dataset: 'cifar10', count }).verdict;
  t.not(barely(1000), 'not-applicable');
  t.is(barely(20), 'not-applicable');
});

test('claim 6 is judged among the networks that learned', (t) => {
  const { verdict, details } = judge(6, {
    dataset: 'cifar10',
    accuracy: (model, epsilon) => {
      if (model === 'balexnet') return 0.1;
      return epsilon === 0 ? 0.6 : model === 'blenet' ? 0.4 : 0.01;
    },
  });
  t.is(verdict, 'confirmed');
  t.deepEqual(
    details.map((finding) => finding.verdict),
    ['not-applicable'],
  );
});

test('claim 3 may hold under transfer and fail under direct attack', (t) => {
  const accuracy = (model: string, epsilon: number, _attack: string, threat: string) =>
    epsilon > 0 && model.startsWith('b') ? (threat === 'transfer' ? 0.8 : 0.2) : 0.5;
  t.is(judge(3, { accuracy }, 'transfer').verdict, 'confirmed');
  t.is(judge(3, { accuracy }, 'direct').verdict, 'refuted');
});

test('claim 3: a Bayesian network without its twin is left out', (t) => {
  const world = {
    accuracy: cleanOf({ lenet: 0.5, blenet: 0.9, balexnet: 0.01 }),
    models: ['lenet', 'blenet', 'balexnet'],
  };
  t.is(judge(3, world).verdict, 'confirmed');
  t.is(judge(3, world).details.length, 1);
});

test('what was not run is undecided, and the reason is told', (t) => {
  const claim = judge(2, { accuracy: () => 0.9, models: ['lenet'] });
  const finding = claim.decisive.find(({ statement }) => statement.startsWith('B-LeNet'))!;
  t.is(finding.verdict, 'undecided');
  t.regex(finding.numbers, /B-LeNet was not run/);
  t.is(judge(3, { accuracy: () => 0.9, epsilons: [0, 0.05] }).verdict, 'undecided');
});

test('claims 4 to 6 are about CIFAR-10 alone', (t) => {
  const numbers = (dataset: string) =>
    judgeClaims(makeTable({ accuracy: () => 0.5, dataset }), dataset, 'direct').map(({ number }) => number);
  t.deepEqual(numbers('mnist-10k'), [1, 2, 3]);
  t.deepEqual(numbers('cifar10'), [4, 5, 6]);
  t.deepEqual(numbers('scans'), []);
});

test('claim 4: failing is an interval that reaches down to chance', (t) => {
  const verdict = (balexnet: number, bsimplecnn: number, count = 1000) =>
    judge(4, {
      dataset: 'cifar10',
      models: ['balexnet', 'bsimplecnn'],
      accuracy: cleanOf({ balexnet, bsimplecnn }),
      count,
    }).verdict;
  t.is(verdict(0.1, 0.1), 'confirmed');
  t.is(verdict(0.1, 0.08), 'confirmed');
  t.is(verdict(0.1, 0.6), 'refuted');
  t.is(verdict(0.1, 0.15), 'undecided');
  t.is(verdict(0.1, 0.1, 10), 'undecided');
});

test('every claim comes with the numbers of the paper', (t) => {
  for (const dataset of ['mnist', 'cifar10']) {
    for (const { paper } of judgeClaims(makeTable({ accuracy: () => 0.5, dataset }), dataset, 'direct')) {
      t.regex(paper, /\.\d|about 0/);
    }
  }
});

test('several trainings decide by their spread, not by their images', (t) => {
  const world = { accuracy: cleanOf({ lenet: 0.5, blenet: 0.6 }), models: ['lenet', 'blenet'] };
  const table = makeTable(world);
  const repeat = (shifts: readonly number[]): ResultTable => ({
    ...table,
    repeats: shifts.flatMap((shift, seed) =>
      table.rows.map((row) => ({
        ...row,
        seed: String(seed),
        accuracy: row.accuracy + (row.model === 'blenet' ? shift : 0),
      })),
    ),
  });
  const verdict = (of: ResultTable) =>
    judgeClaims(of, 'mnist', 'direct').find(({ number }) => number === 3)!.verdict;
  t.is(verdict(table), 'confirmed');
  t.is(verdict(repeat([-0.01, 0, 0.01])), 'confirmed');
  t.is(verdict(repeat([-0.3, 0, 0.3])), 'undecided');
});

test('noise is in no verdict, and the worst case image by image takes the place of the strongest attack', (t) => {
  const table = makeTable({ accuracy: () => 0.9 });
  const worst = table.rows
    .filter((row) => row.attack === 'fgsm')
    .map((row) => ({ ...row, attack: 'worst-case-linf', accuracy: 0.3, low: 0.28, high: 0.32 }));
  const judged = (rows: ResultTable['rows']) => judgeClaims({ ...table, rows }, 'mnist', 'direct');
  const noise = table.rows.map((row) => ({ ...row, attack: 'noise', algorithm: 'noise', accuracy: 0.01 }));
  t.deepEqual(judged([...table.rows, ...noise]), judged(table.rows));
  const both = judged([...table.rows, ...worst]);
  t.regex(judged(table.rows)[2]!.decisive[0]!.numbers, /^0\.900 and 0\.900/);
  t.regex(both[2]!.decisive[0]!.numbers, /^0\.300 and 0\.300/);
  t.regex(both[1]!.decisive[0]!.statement, /the worst case of all ℓ∞ attacks/);
});

test('ε in ℓ2 is not averaged with ε in ℓ∞, and stands alone where there is no ℓ∞', (t) => {
  const accuracy = (_model: string, epsilon: number, attack: string) =>
    epsilon === 0 ? 0.9 : attack === 'pgd-l2' ? 0.3 : 0.6;
  const both = { accuracy, attacks: { fgsm: 'fgsm', 'pgd-l2': 'pgd-l2' } };
  t.regex(judge(3, both).decisive[0]!.numbers, /^0\.600 and 0\.600/);
  t.regex(judge(3, { ...both, attacks: { 'pgd-l2': 'pgd-l2' } }).decisive[0]!.numbers, /^0\.300 and 0\.300/);
});

test('claim 5: three quarters of the accuracy are kept', (t) => {
  const verdict = (kept: number) =>
    judge(5, { dataset: 'cifar10', accuracy: (_, epsilon) => (epsilon === 0 ? 0.6 : kept) }).verdict;
  t.is(verdict(0.55), 'confirmed');
  t.is(verdict(0.3), 'refuted');
});

test('claim 6: B-LeNet ahead, and the frequentist networks at almost nothing', (t) => {
  const verdict = (lenet: number) =>
    judge(6, {
      dataset: 'cifar10',
      accuracy: (model, epsilon) =>
        epsilon === 0 ? 0.6 : ({ blenet: 0.4, balexnet: 0.1, alexnet: 0, lenet }[model] ?? 0),
    }).verdict;
  t.is(verdict(0.01), 'confirmed');
  t.is(verdict(0.3), 'refuted');
  t.is(verdict(0.5), 'refuted');
});

/** The table with each image's outcome: a model with accuracy p gets the first p of the images right. */
function withOutcomes(table: ResultTable): ResultTable {
  const judge = <Row extends { readonly count: number; readonly accuracy: number }>(rows: readonly Row[]) =>
    new Map(
      rows.map((row) => [
        row,
        Uint8Array.from({ length: row.count }, (_, image) =>
          image < Math.round(row.accuracy * row.count) ? 1 : 0,
        ),
      ]),
    );
  return {
    ...table,
    outcomes: judge(table.repeats ?? table.rows),
    cleanOutcomes: judge(table.cleanRepeats ?? table.clean),
  };
}

test('claim 1: clean images that all models were judged on settle what independent accuracies leave open', (t) => {
  const table = makeTable({
    count: 200,
    accuracy: cleanOf({ alexnet: 0.98, blenet: 0.94, lenet: 0.9, balexnet: 0.9 }),
  });
  const find = (of: ResultTable) => judgeClaims(of, 'mnist', 'direct').find(({ number }) => number === 1)!;
  t.is(find(table).verdict, 'undecided');
  const paired = find(withOutcomes(table));
  t.is(paired.verdict, 'confirmed');
  t.regex(paired.decisive[2]!.numbers, /difference \+0\.040 \[.*\], image by image/);

  const repeat = (shifts: readonly number[]): ResultTable =>
    withOutcomes({
      ...table,
      cleanRepeats: shifts.flatMap((shift, seed) =>
        table.clean.map((row) => ({
          ...row,
          seed: String(seed),
          accuracy: row.accuracy + (row.model === 'blenet' ? shift : 0),
        })),
      ),
    });
  t.is(find(repeat([-0.005, 0, 0.005])).verdict, 'confirmed');
  t.is(find(repeat([-0.04, 0, 0.04])).verdict, 'undecided');
});

test('claims 2 and 3: images that both models were judged on settle what independent accuracies leave open', (t) => {
  const table = makeTable({
    count: 200,
    accuracy: (model, epsilon) => (epsilon === 0 ? 0.9 : model.startsWith('b') ? 0.5 : 0.42),
  });
  const find = (of: ResultTable, number: number) =>
    judgeClaims(of, 'mnist', 'direct').find((claim) => claim.number === number)!;
  t.is(find(table, 3).verdict, 'undecided');
  const paired = find(withOutcomes(table), 3);
  t.is(paired.verdict, 'confirmed');
  t.regex(paired.decisive[0]!.numbers, /difference \+0\.080 \[.*\], image by image/);
  const losses = (of: ResultTable) => find(of, 2).decisive.find(({ numbers }) => numbers.includes('losses'))!;
  t.is(losses(table).verdict, 'undecided');
  t.is(losses(withOutcomes(table)).verdict, 'confirmed');
  t.regex(losses(withOutcomes(table)).numbers, /losses \+0\.080 .* image by image/);
});

test('claim 3: trainings are compared one by one', (t) => {
  const table = makeTable({ accuracy: (model) => (model.startsWith('b') ? 0.55 : 0.5) });
  // Trainings differ far more than the twins of one training do.
  const repeats = [-0.3, 0, 0.3].flatMap((shift, seed) =>
    table.rows.map((row) => ({ ...row, seed: String(seed), accuracy: row.accuracy + shift })),
  );
  const verdict = (of: ResultTable) =>
    judgeClaims(of, 'mnist', 'direct').find(({ number }) => number === 3)!.verdict;
  t.is(verdict({ ...table, repeats }), 'undecided');
  t.is(verdict(withOutcomes({ ...table, repeats })), 'confirmed');
});
