import { countThings, joinWords } from '../../../runner/src/base/words.ts';
import type { CheckRow } from '../../generated/artifacts/checks.ts';
import { groupBy } from '../../results/group-by.ts';

/** What a failed check means, by its name, as part of a sentence. Checks that are not listed go by their title. */
const meanings: Readonly<Record<string, string>> = {
  'iterative-at-least-single-step': 'an attack of many steps fooled fewer images than a single step',
  'accuracy-falls-with-epsilon': 'a larger ε fooled fewer images',
  'unbounded-reaches-chance': 'an attack without bounds left more accuracy than guessing',
  'doubling-steps-changes-nothing': 'twice the steps fooled more images',
  'white-box-at-least-transfer': 'examples of the twin fooled images that the direct attack did not',
  'share-of-zero-gradients': 'gradients were exactly zero at many images',
  'gradient-free-no-stronger': 'an attack without gradients fooled more images than those with them',
  'noise-weaker-than-attacks': 'random noise fooled more images than an attack',
  'expected-gradient-remains': 'the gradient vanished on average over posterior samples',
};

export interface FailedChecks {
  /** Checks that were made: passed and failed ones. */
  readonly made: number;
  /** Failures that the settings do not explain. */
  readonly real: number;
  /** Failures that must happen because the steps of an attack are too short for its ε. */
  readonly expected: number;
  /** What failed and what it means, a sentence for each of the two kinds; empty where nothing failed. */
  readonly sentences: readonly string[];
}

/** Counts the failed checks, and says in words what they mean. */
export function summarizeFailedChecks(checks: readonly CheckRow[]): FailedChecks {
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  const expected = failed.filter(({ expectedByProtocol }) => expectedByProtocol);
  const real = failed.filter(({ expectedByProtocol }) => !expectedByProtocol);
  const made = checks.filter(({ outcome }) => outcome !== 'not-applicable').length;
  const sentences = [
    ...(real.length > 0
      ? [`${real.length} of ${countThings(made, 'check')} failed: ${describeFailures(real)}.`]
      : []),
    ...(expected.length > 0
      ? [
          `${real.length > 0 ? `${expected.length} more` : `${expected.length} of ${countThings(made, 'check')}`} failed as expected by the protocol, whose steps are too short for its largest ε: ${describeFailures(expected)}.`,
        ]
      : []),
  ];
  return { made, real: real.length, expected: expected.length, sentences };
}

function describeFailures(failed: readonly CheckRow[]): string {
  return joinWords(
    groupBy(failed, ({ name }) => [name]).map((group) => {
      const [{ name, title }] = group as [CheckRow];
      const meaning = meanings[name] ?? `not so: “${title}”`;
      return group.length === 1 ? meaning : `${meaning} (${group.length} times)`;
    }),
  );
}
