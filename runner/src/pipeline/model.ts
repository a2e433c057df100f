import type { JsonObject } from '../base/json.ts';
import type { CommandLine } from './command-line.ts';

/** Path-like name of an action: `stage/axisValue/axisValue`, axes in declared order. Also its folder under artifacts/. */
export type ActionId = string & { readonly __brand?: 'ActionId' };

/** The value of one axis at one point. An object in pipeline.json appears here by its `name`. */
export type AxisValueName = string | number | boolean;
export type AxisPoint = Readonly<Record<string, AxisValueName>>;

/** One upstream output an action reads. */
export interface InputSource {
  readonly action: ActionId;
  readonly output: string;
  /** Axes of the upstream action, so that a gathering stage can tell its sources apart. */
  readonly axes: AxisPoint;
}

export interface ActionInput {
  readonly name: string;
  /** True where the upstream stage has axes that this stage does not have. The program then gets a list, even of one element. */
  readonly gathered: boolean;
  /** In declared order of the upstream axes. */
  readonly sources: readonly InputSource[];
}

export interface Resources {
  readonly threads: number;
  readonly gpus: number;
  /** 0: not stated. */
  readonly memoryMiB: number;
}

/** One stage at one point of its axes; the unit that runs and is cached. All templates are resolved. */
export interface Action {
  readonly id: ActionId;
  readonly stage: string;
  readonly axes: AxisPoint;
  readonly inputs: readonly ActionInput[];
  readonly outputs: readonly string[];
  readonly params: JsonObject;
  /** A path relative to the pipeline's folder (`stages/train.ts`, `./x.js`) or a package specifier. Exactly one of program and command. */
  readonly program?: string;
  /** The command as its key has it: values quoted, `${input.NAME}` and `${output.NAME}` left in place. */
  readonly command?: string;
  /** With `command`: the same, as it runs. */
  readonly commandLine?: CommandLine;
  /** Paths relative to the pipeline's folder that the key must cover (globs expanded when hashing). Includes params marked `inputFile` in the params schema. */
  readonly files: readonly string[];
  /** Modules that the program loads, named as in `program` by params marked `inputModule`. The key covers their code. */
  readonly inputModules: readonly string[];
  /** Names of the environment variables that it may see. */
  readonly env: readonly string[];
  /** Names of variables that it may see and that are kept nowhere. Absent where there are none. */
  readonly passEnv?: readonly string[];
  readonly resources: Resources;
  readonly retries: number;
  /** Undefined: no limit. */
  readonly timeoutMs?: number;
  readonly pinEngine: boolean;
  /** The file, within an output, whose text `run` shows at its end. */
  readonly summary?: { readonly output: string; readonly file: string };
  /** Derived from the pipeline's seed and the action's id without its batched axes; a safe integer ≥ 0. */
  readonly seed: number;
  /** Actions with equal batchGroup may run together in one process. Undefined: not batched. */
  readonly batchGroup?: string;
}

export interface StageSummary {
  readonly name: string;
  /** Axis name → value names, declared order. */
  readonly axes: Readonly<Record<string, readonly AxisValueName[]>>;
  readonly actions: readonly ActionId[];
  /** Names of upstream stages, each once. */
  readonly upstream: readonly string[];
}

/** The expanded pipeline. Pure data. */
export interface Graph {
  readonly name: string;
  /** `a+b` where several profiles apply, `none` without one. */
  readonly profile: string;
  /** Absolute path of the folder that holds pipeline.json. */
  readonly baseDir: string;
  /** Cache folder as pipeline.json names it, relative to baseDir. Undefined: `cache`. */
  readonly cacheDir?: string;
  /** Remote cache as pipeline.json names it: an address, or a folder relative to baseDir. */
  readonly remote?: string;
  /** In topological order; in declared order where that leaves a choice. */
  readonly stages: readonly StageSummary[];
  /** In topological order. */
  readonly actions: ReadonlyMap<ActionId, Action>;
}
