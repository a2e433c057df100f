import type { Verdict } from './check-flip.ts';
import type { BareKind } from './measure-bare.ts';
import type { Sample } from './measure-times.ts';
import type { Measured } from './run-process.ts';
import type { MissingTool, Tool } from './tool.ts';

export interface ToolTimes {
  readonly tool: string;
  readonly count: number;
  readonly samples: readonly Sample[];
}

export interface BareTimes {
  readonly kind: BareKind;
  readonly count: number;
  readonly samples: readonly Measured[];
}

export interface Correctness {
  readonly tool: string;
  readonly flip: Verdict;
  readonly killedTree: readonly Verdict[];
  readonly killedLauncher: readonly Verdict[];
}

export interface LargeRun {
  readonly tool: string;
  readonly count: number;
  readonly what: string;
  readonly measured: Measured;
}

/** Everything one run of the benchmark found; the raw JSON. */
export interface Results {
  readonly startedAt: string;
  readonly machine: {
    readonly cores: number;
    readonly cpu: string;
    readonly node: string;
    readonly system: string;
  };
  readonly tools: readonly Pick<Tool, 'name' | 'version' | 'form' | 'compares'>[];
  readonly missing: readonly MissingTool[];
  readonly emptyNode: readonly Measured[];
  readonly times: readonly ToolTimes[];
  readonly bare: readonly BareTimes[];
  readonly large: readonly LargeRun[];
  readonly correctness: readonly Correctness[];
}

/** The middle value; of an even number, the mean of the two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}
