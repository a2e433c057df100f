import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { GradientNormRow } from '../generated/artifacts/norms.ts';
import type { AttackedCell } from '../results/read-cells.ts';

export interface CheckSources {
  readonly cells: readonly AttackedCell[];
  readonly norms: readonly GradientNormRow[];
  /** Number of classes by dataset. */
  readonly classes: ReadonlyMap<string, number>;
}

/** What came of a check of one subject. */
export type Finding = Omit<CheckRow, 'name' | 'title'>;

/** A question that a reviewer asks of an evaluation: one file each, listed in run-checks.ts. */
export interface Check {
  readonly name: string;
  readonly title: string;
  /** Why there may be nothing to ask it of. */
  readonly needs: string;
  /** One finding for each subject it applies to. */
  readonly run: (sources: CheckSources) => readonly Finding[];
}

/** How an attack finds its way, by its algorithm. */
export function kindOf({ algorithm }: AttackedCell): 'single-step' | 'iterative' | 'gradient-free' | 'noise' {
  if (algorithm === 'fgsm') return 'single-step';
  if (algorithm === 'square') return 'gradient-free';
  return algorithm === 'noise' ? 'noise' : 'iterative';
}

/** Whether an attack follows a gradient. */
export function followsGradient(cell: AttackedCell): boolean {
  return ['single-step', 'iterative'].includes(kindOf(cell));
}

/** `mnist, blenet (seed 2), direct`, and what follows. */
export function describeSubject({ result, seed }: AttackedCell, ...more: readonly string[]): string {
  const { dataset, model, threat } = result;
  const training = seed === null ? '' : ` (seed ${seed})`;
  return [dataset, `${model}${training}`, threat, ...more].join(', ');
}

/** What tells one attacked model from another. */
export function subjectKey({ result, seed }: AttackedCell): readonly unknown[] {
  return [result.dataset, result.model, seed, result.threat];
}

/** An accuracy or share in words. */
export function formatShare(value: number): string {
  return value.toFixed(3);
}
