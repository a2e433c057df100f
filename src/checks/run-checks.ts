import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { Check, CheckSources } from './check.ts';
import { epsilonMonotony } from './epsilon-monotony.ts';
import { expectedGradient } from './expected-gradient.ts';
import { gradientFreeStrength } from './gradient-free-strength.ts';
import { iterativeStrength } from './iterative-strength.ts';
import { noiseFloor } from './noise-floor.ts';
import { stepDoubling } from './step-doubling.ts';
import { transferStrength } from './transfer-strength.ts';
import { unboundedAttack } from './unbounded-attack.ts';
import { zeroGradients } from './zero-gradients.ts';

const checks: readonly Check[] = [
  iterativeStrength,
  epsilonMonotony,
  unboundedAttack,
  stepDoubling,
  transferStrength,
  zeroGradients,
  gradientFreeStrength,
  noiseFloor,
  expectedGradient,
];

/** Columns of checks.csv, in order. */
export const checkColumns = [
  'name',
  'title',
  'subject',
  'outcome',
  'expectedByProtocol',
  'value',
  'threshold',
  'detail',
] as const satisfies readonly (keyof CheckRow)[];

/**
 * Runs every check on all subjects that it applies to. A check that applies to none gets one row that says so, so that nobody
 * takes its absence for success.
 */
export function runChecks(sources: CheckSources): CheckRow[] {
  return checks.flatMap(({ name, title, needs, run }) => {
    const findings = run(sources);
    if (findings.length > 0)
      return findings.map((finding) => ({ name, title, expectedByProtocol: false, ...finding }));
    return [
      {
        name,
        title,
        subject: 'all',
        outcome: 'not-applicable' as const,
        expectedByProtocol: false,
        value: null,
        threshold: null,
        detail: `It needs ${needs}; this run has none.`,
      },
    ];
  });
}
