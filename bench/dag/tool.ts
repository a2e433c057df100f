/** What to run: a program with its arguments, in a folder. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The graph every tool is given: `count` independent copies of a small file, and one join of them all. */
export interface Dag {
  readonly count: number;
  /** Each copy is written in two halves with a pause between, so that a kill finds some half-written. */
  readonly slow: boolean;
}

/** One build tool's form of the graph. Paths are relative to the project's folder. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  /** What it compares to tell whether something changed. */
  readonly compares: 'contents' | 'dates';
  /** How the project is written and started, for the table's legend. */
  readonly form: string;
  readonly input: (item: number) => string;
  readonly output: (item: number) => string;
  readonly joined: string;
  /** Where results are kept to be restored from; none: it has no cache. */
  readonly cache?: string;
  /** Writes the project's files, inputs aside, and whatever set-up a user does once. */
  readonly write: (folder: string, dag: Dag) => void;
  /** Brings the project up to date. */
  readonly run: (folder: string) => Invocation;
  /** Picks the runner by its command line where it is not the process started but one below it. */
  readonly runner?: RegExp;
}

/** A tool of the request that could not be had, with the reason. */
export interface MissingTool {
  readonly name: string;
  readonly why: string;
}

/** The shell line that makes one copy. */
export function copyLine(from: string, to: string, { slow }: Dag): string {
  return slow
    ? `head -c 512 ${from} > ${to} && sleep ${PAUSE_MS / 1000} && tail -c +513 ${from} >> ${to}`
    : `cp ${from} ${to}`;
}

/** All items of a graph, in the order they are joined. */
export function listItems({ count }: Dag): number[] {
  return Array.from({ length: count }, (_, item) => item);
}

/** Jobs side by side, the same for every tool. */
export const JOBS = 2;

/** Between the halves of a slow copy. */
export const PAUSE_MS = 100;
