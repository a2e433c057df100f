import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { GradientNormRow } from '../generated/artifacts/norms.ts';
import { reachesEpsilon } from '../results/epsilon-ranges.ts';
import type { AttackedCell } from '../results/read-cells.ts';

/** Everything that checks look at. */
export interface CheckSources {
  readonly cells: readonly AttackedCell[];
  readonly norms: readonly GradientNormRow[];
  /** Number of classes by dataset. */
  readonly classes: ReadonlyMap<string, number>;
}

/** The result of a check for one subject. Without `expectedByProtocol` a failure is not expected. */
export type CheckFinding = Omit<CheckRow, 'name' | 'title' | 'expectedByProtocol'> &
  Partial<Pick<CheckRow, 'expectedByProtocol'>>;

/** A question that a reviewer asks of an evaluation. Each has a file of its own and is listed in run-checks.ts. */
export interface Check {
  readonly name: string;
  readonly title: string;
  /** What a run must have for the check to apply. */
  readonly needs: string;
  /** One finding for each subject that the check applies to. */
  readonly run: (sources: CheckSources) => readonly CheckFinding[];
}

/** What kind of attack a cell was attacked with. */
export function kindOf({ algorithm }: AttackedCell): 'single-step' | 'iterative' | 'gradient-free' | 'noise' {
  if (algorithm === 'fgsm') return 'single-step';
  if (algorithm === 'square') return 'gradient-free';
  return algorithm === 'noise' ? 'noise' : 'iterative';
}

/** Whether the attack of a cell follows a gradient. */
export function followsGradient(cell: AttackedCell): boolean {
  return ['single-step', 'iterative'].includes(kindOf(cell));
}

/** Names the subject of a check: `mnist, blenet (seed 2), direct`, then any more parts. */
export function describeSubject({ result, seed }: AttackedCell, ...more: readonly string[]): string {
  const { dataset, model, threat } = result;
  const repeat = seed === null ? '' : ` (seed ${seed})`;
  return [dataset, `${model}${repeat}`, threat, ...more].join(', ');
}

/** The values by which the cells of one attacked model are grouped. */
export function subjectKey({ result, seed }: AttackedCell): readonly unknown[] {
  return [result.dataset, result.model, seed, result.threat];
}

/** Whether the steps of a cell's attack are long enough together to go as far as its ε. */
export function isWithinReach({ result }: AttackedCell): boolean {
  return reachesEpsilon({
    ...(result.settings as { alpha?: number; steps?: number }),
    epsilon: result.epsilon,
  });
}
