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
  /** Text to write there instead, where we can guess what the user meant. */
  readonly suggestion?: string;
}

/** Makes a problem at a place. The caret covers the part of the place that is on its first line. */
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
  const { before, line, caretLength } = cutLine(problem);
  // Tabs stay tabs, so that the caret is under its place at any tab width.
  const indent = before.replace(/[^\t]/g, ' ');
  const didYouMean =
    problem.suggestion === undefined ? '' : ` did you mean ${JSON.stringify(problem.suggestion)}?`;
  return [
    `${problem.file}:${problem.line}:${problem.column} ${problem.message}`,
    `  ${line}`,
    `  ${indent}${'^'.repeat(caretLength)}${didYouMean}`,
  ].join('\n');
}

/** Longer lines are cut around the place: a file may have the whole document on one line. */
const MAX_LINE_LENGTH = 400;

function cutLine({ sourceLine, column, caretLength }: Problem): {
  before: string;
  line: string;
  caretLength: number;
} {
  if (sourceLine.length <= MAX_LINE_LENGTH)
    return { before: sourceLine.slice(0, column - 1), line: sourceLine, caretLength };
  const start = Math.max(0, column - 1 - MAX_LINE_LENGTH / 2);
  const end = Math.min(sourceLine.length, start + MAX_LINE_LENGTH);
  const prefix = start === 0 ? '' : '…';
  return {
    before: prefix + sourceLine.slice(start, column - 1),
    line: `${prefix}${sourceLine.slice(start, end)}${end === sourceLine.length ? '' : '…'}`,
    caretLength: Math.max(1, Math.min(caretLength, end - (column - 1))),
  };
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
