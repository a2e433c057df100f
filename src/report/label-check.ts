import type { CheckRow } from '../generated/artifacts/checks.ts';
import { labelAttack } from '../results/attack-labels.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { labelModel } from '../results/model-styles.ts';

/**
 * A row of checks.csv with names as readers know them: `B-LeNet` for `blenet`, `PGD` for `pgd-linf`. The file keeps the names of
 * the other tables, so that rows can be matched.
 */
export function labelCheck(row: CheckRow): CheckRow {
  return { ...row, subject: labelSubject(row.subject), detail: labelDetail(row.detail) };
}

/** A subject is `dataset, model (seed N), threat, attacks`; describeSubject of the checks writes it. */
function labelSubject(subject: string): string {
  const [dataset = '', model, threat, ...attacks] = subject.split(', ');
  if (model === undefined) return dataset === 'all' ? 'All' : labelDataset(dataset);
  const [, name = model, repeat = ''] = /^(.*?)( \(seed .*\))?$/.exec(model) ?? [];
  return [
    labelDataset(dataset),
    `${labelModel(name)}${repeat.replace('(seed', '(repeat')}`,
    ...(threat === undefined ? [] : [threat]),
    ...attacks.map((names) => names.split(' and ').map(labelAttack).join(' and ')),
  ].join(', ');
}

/** Places of a detail where an attack is named, between what stands before and behind the name. */
const attackPlaces: readonly RegExp[] = [
  /(under )(\S+)( \((?:direct|transfer)\) at ε)/g,
  /(cells, )(\S+)( at ε)/g,
  /(gradient that )(\S+)( follows)/g,
  /(needs )(fgsm|noise|square)( beside)/g,
];

function labelDetail(detail: string): string {
  return attackPlaces
    .reduce(
      (text, place) =>
        text.replace(
          place,
          (_, before: string, name: string, after: string) => before + labelAttack(name) + after,
        ),
      detail,
    )
    .replaceAll(/, whose steps reach (\S+) only/g, ' (its steps reach only $1)')
    .replace(/ less (?=[\d.])/, ' minus ');
}
