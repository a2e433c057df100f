// Made from schemas/pipeline.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * A value; or an object with a `name` (used in ids and joins) and further fields for `${axis.NAME.FIELD}`.
 */
export type AxisValue =
  | string
  | number
  | boolean
  | {
      name: AxisValueName;
      [k: string]: unknown;
    };
/**
 * An axis value: text, number, true or false.
 */
export type AxisValueName = string | number | boolean;
/**
 * Points to leave out of every stage that has all the axes that an entry names. A stage's own `exclude` is added to it.
 */
export type Exclusions = ExcludedPoints[];
/**
 * The axis' values, in the order in which they are listed and gathered; or `${axes.NAME}`, a list of the document's `axes`.
 *
 * @minItems 1
 */
export type StageAxis = AxisValue[] | string;
/**
 * Points that this stage leaves out. The document's own `exclude` does the same for several stages.
 */
export type Exclusions1 = ExcludedPoints[];
/**
 * `STAGE/OUTPUT`. Axes that both stages have are joined on equal values; axes that only the upstream stage has are gathered into a list.
 */
export type Input =
  | string
  | {
      /**
       * `STAGE/OUTPUT`.
       */
      from: string;
      /**
       * Upstream axis → the one value to read, instead of joining or gathering. `${axis.NAME.FIELD}` is replaced by its value.
       */
      where?: {
        [k: string]: AxisValueName;
      };
    };

/**
 * A study as a graph of content-hashed actions: pipeline.json.
 */
export interface Pipeline {
  /**
   * Path or address of this schema, so that editors can check and complete the file.
   */
  $schema?: string;
  /**
   * Version of this file's format.
   */
  formatVersion: 1;
  /**
   * Name of the study, shown in reports. Default: `pipeline`.
   */
  name?: string;
  /**
   * What the study is about, for readers.
   */
  description?: string;
  /**
   * A whole number from which every random number of the study is derived. Default: 0.
   */
  seed?: number;
  /**
   * Profile that is used when the command line names none. `a+b` uses several, in this order.
   */
  defaultProfile?: string;
  /**
   * Folder of the cache, relative to this file. Default: `cache`.
   */
  cache?: string;
  /**
   * The cache that `pipeline cache push` and `pull` use: a folder, relative to this file, or the http(s) address of a server with Bazel's remote cache protocol. The variable `PIPELINE_REMOTE_CACHE` overrides it.
   */
  remote?: string;
  /**
   * Lists of values that several stages run for, by name. A stage refers to one in its own axes: `"dataset": "${axes.dataset}"`.
   */
  axes?: {
    /**
     * The axis' values, in the order in which they are listed and gathered.
     *
     * @minItems 1
     */
    [k: string]: AxisValue[];
  };
  exclude?: Exclusions;
  /**
   * The stages by name. A stage's name is the first part of the ids of its actions, and of their folders under artifacts/.
   */
  stages: {
    [k: string]: Stage;
  };
  /**
   * Variants of the study by name: each is a merge patch (RFC 7396) over this document. `null` removes a field; arrays are replaced whole. A name has no `+`, because `paper+gpu` means two profiles.
   */
  profiles?: {
    [k: string]: Profile;
  };
}
/**
 * Axis name → value. Axes that are not named match any value.
 */
export interface ExcludedPoints {
  [k: string]: AxisValueName;
}
/**
 * One kind of work. It expands to one action for each point of its axes.
 */
export interface Stage {
  /**
   * What the stage does, for readers.
   */
  description?: string;
  /**
   * TypeScript or JavaScript module that does the work: a path relative to this file (`stages/train.ts`), or a package specifier (`robust-pipeline/stages/train`). Exactly one of program and command.
   */
  program?: string;
  /**
   * Shell line that does the work, run in this file's folder. `${input.NAME}` and `${output.NAME}` are absolute folders; `${axis.NAME}`, `${params.NAME}`, `${seed}`, `${profile}`, `${pipeline.name}` and `${pipeline.description}` are replaced by their values, which the shell takes as they are. Exactly one of program and command.
   */
  command?: string;
  /**
   * Names and values that the stage runs for. Each combination of values is one action. The last axis varies fastest.
   */
  axes?: {
    [k: string]: StageAxis;
  };
  exclude?: Exclusions1;
  /**
   * Points to add after `exclude`. They may have values that the axis does not list.
   */
  include?: IncludedPoints[];
  /**
   * Axes whose missing actions run together in one process. Each action has its own key and cache entry.
   *
   * Items: Name of one of the stage's axes.
   */
  batch?: string[];
  /**
   * What the stage reads, by the name that its program or command uses for it.
   */
  inputs?: {
    [k: string]: Input;
  };
  /**
   * Names of the folders that each action fills; `STAGE/OUTPUT` refers to one.
   *
   * @minItems 1
   *
   * Items: Name of one output.
   */
  outputs: string[];
  /**
   * Settings of the program. `${axis.NAME}`, `${axis.NAME.FIELD}`, `${seed}`, `${profile}`, `${pipeline.name}` and `${pipeline.description}` are replaced by their values. A string that is one template alone keeps the JSON type of the value. `$${` is a literal `${`. `${axis.NAME.FIELD?}` alone leaves the param out where the value has no such field. When the file is loaded, params are checked against schemas/stages/PROGRAM.schema.json or `paramsSchema`.
   */
  params?: {
    [k: string]: unknown;
  };
  /**
   * JSON Schema (2020-12) of `params`, as a path relative to this file. Default: schemas/stages/PROGRAM.schema.json, where there is one.
   */
  paramsSchema?: string;
  /**
   * Further files and globs, relative to this file, whose content is part of each action's key: scripts that a command runs, for example.
   *
   * Items: Path, folder or glob relative to this file.
   */
  files?: string[];
  /**
   * Environment variables that the stage may see. Their values are part of the key. Besides these, it sees only PATH, HOME, TMPDIR and LANG.
   *
   * Items: Name of an environment variable.
   */
  env?: string[];
  /**
   * Environment variables that the stage may see and that are kept nowhere: for credentials. Their values are in no key and no record, and logs show *** instead. A result that was made with one value is found again with another.
   *
   * Items: Name of an environment variable.
   */
  passEnv?: string[];
  /**
   * What one action uses. The scheduler does not start more actions than the machine has resources for.
   */
  resources?: {
    /**
     * CPU threads, part of the key. Default: 1.
     */
    threads?: number;
    /**
     * GPUs. On a machine with fewer, the action runs with those that are there. Default: 0.
     */
    gpus?: number;
    /**
     * Memory in MiB. Default: 0, not stated.
     */
    memoryMiB?: number;
  };
  /**
   * How often a failed action is tried again. Default: 0.
   */
  retries?: number;
  /**
   * Time in milliseconds after which a running action is killed. It has failed then. Default: no limit.
   */
  timeoutMs?: number;
  /**
   * `OUTPUT/FILE`: a JSON file that each action writes and that `run` shows at its end: `{ "headline": TEXT, "lines": [TEXT], "page": FILE }`, all optional. `page` is the file to open, in the same output. Not part of the key.
   */
  summary?: string;
  /**
   * Makes the compute engine (CPU or GPU, and its version) part of the key, so that another engine computes the result again. Default: false.
   */
  pinEngine?: boolean;
}
/**
 * Axis name → value. Axes that are not named take each of their values.
 */
export interface IncludedPoints {
  [k: string]: AxisValue;
}
/**
 * Merge patch (RFC 7396) over the document.
 */
export interface Profile {
  /**
   * A profile, or a list of profiles, that apply before this one, in this order. Each profile applies once. Not part of the patch.
   */
  extends?: string | string[];
  /**
   * Changes to stages by name; `null` removes a stage.
   */
  stages?: {
    [k: string]: {} | null;
  };
  [k: string]: unknown;
}
