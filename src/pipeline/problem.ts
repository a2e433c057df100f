import { findLineColumn, type Place } from './source-text.ts';

/** One thing that is wrong in pipeline.json (or in a `--set` argument), with its place. */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly message: string;
  readonly sourceLine: string;
  readonly caretLength: number;
  /** What the user probably meant: text to write there instead. */
  readonly suggestion?: string;
}

/** Makes a problem at a place; the caret covers the place as far as its first line goes. */
export function createProblem(place: Place, message: string, suggestion?: string): Problem {
  const { line, column, sourceLine } = findLineColumn(place.source.text, place.offset);
  const caretLength = Math.max(1, Math.min(place.length, sourceLine.length - column + 1));
  return {
    file: place.source.label,
    line,
    column,
    message,
    sourceLine,
    caretLength,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** `FILE:LINE:COL message`, the source line, and a caret under the place with "did you mean" where one is near. */
export function formatProblem(problem: Problem): string {
  // Tabs stay tabs, so that the caret stands under its place at any tab width.
  const indent = problem.sourceLine.slice(0, problem.column - 1).replace(/[^\t]/g, ' ');
  const didYouMean =
    problem.suggestion === undefined ? '' : ` did you mean ${JSON.stringify(problem.suggestion)}?`;
  return [
    `${problem.file}:${problem.line}:${problem.column} ${problem.message}`,
    `  ${problem.sourceLine}`,
    `  ${indent}${'^'.repeat(problem.caretLength)}${didYouMean}`,
  ].join('\n');
}

/** All problems in the order of their places, an empty line between them. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n\n');
}

/** Sorts by place and drops repetitions. Problems in `--set` arguments come after those in files, in their order. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  const inFiles = [...unique.values()].filter(({ file }) => !file.startsWith('--'));
  const inArguments = [...unique.values()].filter(({ file }) => file.startsWith('--'));
  return [...inFiles.sort((a, b) => a.line - b.line || a.column - b.column), ...inArguments];
}
