import { PipelineError } from '../base/errors.ts';

/** By how much two numbers may differ and still count as the same. */
export interface Tolerance {
  readonly absolute: number;
  /** Relative to the larger of the two magnitudes. */
  readonly relative: number;
}

export const NO_TOLERANCE: Tolerance = { absolute: 0, relative: 0 };

/** The text of `--tolerance` cannot be used. */
export class InvalidToleranceError extends PipelineError {
  constructor(text: string) {
    super('TOLERANCE_INVALID', `'${text}' is not a tolerance`, {
      exitCode: 2,
      hint: 'Write 1e-3 or abs:1e-3 for an absolute one, rel:1e-2 or 1% for a relative one, abs:1e-6,rel:1e-3 for both.',
    });
  }
}

/**
 * Reads `1e-3`, `abs:1e-3`, `rel:1e-2`, `1%`, or several of these, separated by commas.
 * @param before an earlier tolerance, whose parts stay where the text does not replace them
 * @throws InvalidToleranceError
 */
export function parseTolerance(text: string, before: Tolerance = NO_TOLERANCE): Tolerance {
  let tolerance = before;
  for (const part of text.split(',')) {
    const [, kind, digits, percent] =
      /^\s*(?:(abs|rel):)?((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%)?\s*$/.exec(part) ?? [];
    const value = Number(digits) / (percent === undefined ? 1 : 100);
    if (digits === undefined || !Number.isFinite(value) || (kind === 'abs' && percent !== undefined)) {
      throw new InvalidToleranceError(text);
    }
    const isRelative = kind === 'rel' || percent !== undefined;
    tolerance = { ...tolerance, [isRelative ? 'relative' : 'absolute']: value };
  }
  return tolerance;
}

/** |a − b|; 0 for two NaNs and for equal infinities, Infinity where only one of them is finite. */
export function measureAbsolute(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const difference = Math.abs(a - b);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

/** |a − b| / max(|a|, |b|), so that it does not matter which comes first. */
export function measureRelative(a: number, b: number): number {
  const absolute = measureAbsolute(a, b);
  if (absolute === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return absolute;
  const larger = Math.max(Math.abs(a), Math.abs(b));
  // With opposite signs and near the largest double, the difference overflows.
  return Number.isFinite(absolute) ? absolute / larger : Math.abs(a / larger - b / larger);
}

/** Whether either measure is small enough (as Python's `math.isclose`); a NaN is close only to a NaN. */
export function isWithin(absolute: number, relative: number, tolerance: Tolerance): boolean {
  return absolute <= tolerance.absolute || relative <= tolerance.relative;
}
