import { countThings } from '../base/words.ts';
import type { ActionDiff, DiffGroup, DiffReport, Verdict } from './diff-report.ts';

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  'same-bytes': 'gave the same bytes',
  'within-tolerance': 'differ within the tolerance',
  differs: 'differ',
  unknown: 'cannot be compared',
};

/** `160 actions differ`. */
export function describeGroup({ actions, change, verdict }: DiffGroup): string {
  const count = countThings(actions.length, 'action');
  if (change !== 'changed') return `${count} ${change}`;
  const words = VERDICT_WORDS[verdict];
  return `${count} ${actions.length === 1 ? words.replace(/^differ\b/, 'differs') : words}`;
}

/** `12 actions differ, 3 added, 40 gave the same bytes, 120 unchanged`. */
export function describeCounts({ groups, unchanged }: DiffReport): string {
  const actions = groups.flatMap((group) => group.actions);
  const count = (isOne: (diff: ActionDiff) => boolean): number => actions.filter(isOne).length;
  const changed = (verdict: Verdict): number =>
    count((diff) => diff.change === 'changed' && diff.verdict === verdict);
  const parts: (readonly [number, string])[] = [
    [changed('differs'), VERDICT_WORDS.differs],
    [changed('within-tolerance'), VERDICT_WORDS['within-tolerance']],
    [changed('unknown'), VERDICT_WORDS.unknown],
    [count(({ change }) => change === 'added'), 'added'],
    [count(({ change }) => change === 'removed'), 'removed'],
    [changed('same-bytes'), VERDICT_WORDS['same-bytes']],
  ];
  const shown = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return [...shown, `${unchanged} unchanged`].join(', ');
}

/** `HEAD (revision)`. */
export function describeSide({ kind, label }: DiffReport['a']): string {
  return kind === 'present' ? label : `${label} (${kind})`;
}
