import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { Action, Resources } from '../model.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import { Batches } from './batches.ts';
import { type CommandTemplate, compileCommand } from './command-template.ts';
import type { Expansion, Point } from './expand-axes.ts';
import { type InputJoin, joinInput } from './join-inputs.ts';
import type { CheckedParams, ParamsChecker } from './params-checker.ts';
import { PathChecker } from './path-checker.ts';
import type { TemplateScope } from './reference.ts';
import { compileTemplates, type Template } from './template.ts';

export interface FactoryOptions {
  readonly document: PipelineDocument;
  readonly stage: StageSpec;
  readonly expansion: Expansion;
  /** Of the stages before this one, without those that cannot be expanded. */
  readonly expansions: ReadonlyMap<string, Expansion>;
  readonly checker: ParamsChecker;
  readonly baseDir: string;
  readonly pipelineSeed: number;
}

/** Makes the actions of one stage. The constructor does, once, what is the same for all of them. */
export class ActionFactory {
  readonly #options: FactoryOptions;
  readonly #params: Template;
  readonly #files: Template;
  readonly #command: CommandTemplate | undefined;
  readonly #joins: readonly InputJoin[];
  readonly #resources: Resources;
  readonly #outputs: readonly string[];
  readonly #batches: Batches;
  readonly #paths: PathChecker;
  readonly #faults = new Set<string>();
  #constantParams: CheckedParams | undefined;

  constructor(options: FactoryOptions) {
    const { document, stage, expansion, expansions, baseDir, pipelineSeed } = options;
    const { fields } = stage;
    const scope: TemplateScope = { document, stage: stage.name, axes: expansion.axes, seed: pipelineSeed };
    this.#options = options;
    this.#params = compileTemplates((fields.params ?? {}) as JsonObject, [...stage.path, 'params'], {
      ...scope,
      mayOmit: true,
    });
    this.#files = compileTemplates(fields.files ?? [], [...stage.path, 'files'], scope);
    this.#outputs = stage.outputs ?? [];
    this.#command =
      fields.command === undefined
        ? undefined
        : compileCommand(fields.command, [...stage.path, 'command'], {
            ...scope,
            inputs: stage.inputs.map(({ name }) => name),
            outputs: this.#outputs,
          });
    this.#joins = stage.inputs.flatMap((input) => {
      const upstream = expansions.get(input.stage);
      return upstream === undefined ? [] : [joinInput(scope, stage, input, upstream)];
    });
    const { threads = 1, gpus = 0, memoryMiB = 0 } = fields.resources ?? {};
    this.#resources = { threads, gpus, memoryMiB };
    this.#batches = new Batches(stage, expansion, pipelineSeed);
    this.#paths = new PathChecker(document, stage, baseDir);
  }

  /** The action at a point, with its templates resolved. Reports what is wrong with it. */
  create(point: Point): Action {
    const { stage } = this.#options;
    const {
      program,
      env = [],
      passEnv = [],
      retries = 0,
      timeoutMs,
      pinEngine = false,
      summary,
    } = stage.fields;
    const { params, inputFiles, inputModules } = this.#resolveParams(point);
    const batchGroup = this.#batches.nameGroup(point);
    const command = this.#command?.resolve(point, params, (name, fault) => this.#reportFault(name, fault));
    return {
      id: point.id,
      stage: stage.name,
      axes: point.axes,
      inputs: this.#joins.map((join) => join(point)).filter((input) => input !== undefined),
      outputs: this.#outputs,
      params,
      ...(program === undefined ? {} : { program }),
      ...command,
      // We cannot know how a command runs a module, so its key covers the module as a file.
      files: this.#resolveFiles(point, program === undefined ? [...inputFiles, ...inputModules] : inputFiles),
      inputModules: program === undefined ? [] : inputModules,
      env,
      ...(passEnv.length === 0 ? {} : { passEnv }),
      resources: this.#resources,
      retries,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      pinEngine,
      ...(summary === undefined ? {} : { summary: splitSummary(summary) }),
      seed: this.#batches.seedOf(point, batchGroup),
      ...(batchGroup === undefined ? {} : { batchGroup }),
    };
  }

  #resolveParams(point: Point): CheckedParams {
    if (this.#constantParams !== undefined) return this.#constantParams;
    const { checker, expansion } = this.#options;
    const resolved = this.#params.resolve(point) as JsonObject;
    const checked = checker.check(resolved, point, expansion.axes);
    this.#paths.checkParams(checked, (path) => checker.findOrigin(path, point, expansion.axes));
    if (this.#params.constant) this.#constantParams = checked;
    return checked;
  }

  #resolveFiles(point: Point, inputFiles: readonly string[]): readonly string[] {
    // A template alone keeps the type of its value, which may be a number. A path is text.
    const files = (this.#files.resolve(point) as JsonValue[]).map((file) =>
      typeof file === 'string' ? file : JSON.stringify(file),
    );
    this.#paths.checkFiles(files);
    return inputFiles.length === 0 ? files : [...new Set([...files, ...inputFiles])];
  }

  /** Reports once what is wrong with a template of the command, however many actions share it. */
  #reportFault(name: string, fault: string | undefined): void {
    const key = JSON.stringify([name, fault]);
    if (this.#faults.has(key)) return;
    this.#faults.add(key);
    const { document, stage } = this.#options;
    const template = `\${${name}}`;
    const message =
      fault === undefined
        ? `Stage ${JSON.stringify(stage.name)} has no param ${JSON.stringify(name.slice('params.'.length))}`
        : name === ''
          ? fault
          : `${template} cannot be put into the command. ${fault}`;
    document.report([...stage.path, 'command'], message, name === '' ? {} : { span: template });
  }
}

/** @param summary `OUTPUT/FILE` */
function splitSummary(summary: string): { output: string; file: string } {
  const slash = summary.indexOf('/');
  return { output: summary.slice(0, slash), file: summary.slice(slash + 1) };
}
