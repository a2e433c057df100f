import { existsSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import { isGlob } from '../glob.ts';
import type { Action, Resources } from '../model.ts';
import { leavesFolder, resolveProgram } from '../programs/resolve-program.ts';
import { suggestFile } from '../programs/suggest-file.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import { type CommandTemplate, compileCommand } from './command-template.ts';
import { deriveSeed } from './derive-seed.ts';
import type { Expansion, Point } from './expand-axes.ts';
import { type InputJoin, joinInput } from './join-inputs.ts';
import type { CheckedParams, ParamsChecker } from './params-checker.ts';
import { compileTemplates, type Template, type TemplateScope } from './template.ts';

export interface FactoryOptions {
  readonly document: PipelineDocument;
  readonly stage: StageSpec;
  readonly expansion: Expansion;
  /** Of the stages before this one; those that cannot be expanded are not there. */
  readonly expansions: ReadonlyMap<string, Expansion>;
  readonly checker: ParamsChecker;
  readonly baseDir: string;
  readonly pipelineSeed: number;
}

/** Makes the actions of one stage: what is the same for all of them is worked out once. */
export class ActionFactory {
  readonly #options: FactoryOptions;
  readonly #params: Template;
  readonly #files: Template;
  readonly #command: CommandTemplate | undefined;
  readonly #joins: readonly InputJoin[];
  readonly #resources: Resources;
  readonly #outputs: readonly string[];
  /** Batched axes by their index. */
  readonly #batched: ReadonlySet<number>;
  /** By batch group. */
  readonly #seeds = new Map<string, number>();
  readonly #checkedFiles = new Set<string>();
  #constantParams: CheckedParams | undefined;

  constructor(options: FactoryOptions) {
    const { document, stage, expansion, expansions, pipelineSeed } = options;
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
    const names = new Set(fields.batch ?? []);
    this.#batched = new Set(expansion.axes.flatMap(({ name }, index) => (names.has(name) ? [index] : [])));
  }

  /** The action at a point, with its templates resolved. What is wrong with it is reported. */
  create(point: Point): Action {
    const { stage } = this.#options;
    const { program, env = [], retries = 0, timeoutMs, pinEngine = false } = stage.fields;
    const { params, inputFiles, inputModules } = this.#resolveParams(point);
    const batchGroup = this.#batched.size === 0 ? undefined : this.#nameBatchGroup(point);
    const command = this.#command?.resolve(point, params, (name) => this.#reportUnknownParam(name));
    return {
      id: point.id,
      stage: stage.name,
      axes: point.axes,
      inputs: this.#joins.map((join) => join(point)).filter((input) => input !== undefined),
      outputs: this.#outputs,
      params,
      ...(program === undefined ? {} : { program }),
      ...(command === undefined ? {} : { command }),
      // A command runs a module itself, in whatever way it likes: to its key the module is a file.
      files: this.#resolveFiles(point, program === undefined ? [...inputFiles, ...inputModules] : inputFiles),
      inputModules: program === undefined ? [] : inputModules,
      env,
      resources: this.#resources,
      retries,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      pinEngine,
      seed: this.#deriveSeed(point, batchGroup),
      ...(batchGroup === undefined ? {} : { batchGroup }),
    };
  }

  #resolveParams(point: Point): CheckedParams {
    if (this.#constantParams !== undefined) return this.#constantParams;
    const { checker, expansion } = this.#options;
    const resolved = this.#params.resolve(point) as JsonObject;
    const checked = checker.check(resolved, point, expansion.axes);
    for (const file of checked.inputFiles)
      this.#checkFile(file, this.#findParam(checked.params, file), 'input file');
    for (const module of checked.inputModules)
      this.#checkModule(module, this.#findParam(checked.params, module), point);
    if (this.#params.constant) this.#constantParams = checked;
    return checked;
  }

  #resolveFiles(point: Point, inputFiles: readonly string[]): readonly string[] {
    // A template alone gives its value, which may be a number; a path is text.
    const files = (this.#files.resolve(point) as JsonValue[]).map((file) =>
      typeof file === 'string' ? file : JSON.stringify(file),
    );
    for (const [index, file] of files.entries())
      this.#checkFile(file, [...this.#options.stage.path, 'files', index], 'file');
    return inputFiles.length === 0 ? files : [...new Set([...files, ...inputFiles])];
  }

  /** A path that leaves the folder, or names nothing, is better known now than when the action starts. */
  #checkFile(file: string, at: JsonPath, what: string): void {
    const key = JSON.stringify([file, at]);
    if (this.#checkedFiles.has(key)) return;
    this.#checkedFiles.add(key);
    const { document, baseDir } = this.#options;
    if (leavesFolder(file))
      document.report(at, `The ${what} ${JSON.stringify(file)} is outside of the pipeline's folder`);
    else if (!isGlob(file) && !existsSync(path.join(baseDir, file))) {
      document.report(at, `There is no ${what} ${JSON.stringify(file)}`);
    }
  }

  /** One that is not there is known now; what is wrong within, when it is bundled. */
  #checkModule(module: string, at: JsonPath, point: Point): void {
    const key = JSON.stringify([module, at]);
    if (this.#checkedFiles.has(key)) return;
    this.#checkedFiles.add(key);
    const { document, stage, checker, expansion, baseDir } = this.#options;
    if (resolveProgram(baseDir, module) !== undefined) return;
    const origin = checker.findOrigin(at.slice(stage.path.length + 1), point, expansion.axes);
    const message = leavesFolder(module)
      ? `The module ${JSON.stringify(module)} is outside of the pipeline's folder`
      : `There is no module ${JSON.stringify(module)}: no such file, and no installed package offers it`;
    document.report(at, origin === undefined ? message : `${message} (${origin})`, {
      suggestion: suggestFile(baseDir, module),
    });
  }

  /** Path of the param that has a value: the schema says which values are files, not where they stand. */
  #findParam(params: JsonObject, wanted: string): JsonPath {
    const find = (value: JsonValue, at: JsonPath): JsonPath | undefined => {
      if (value === wanted) return at;
      if (typeof value !== 'object' || value === null) return undefined;
      for (const [key, member] of Object.entries(value)) {
        const found = find(member, [...at, Array.isArray(value) ? Number(key) : key]);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const root = [...this.#options.stage.path, 'params'];
    return find(params, root) ?? root;
  }

  /** Id with `*` for the batched axes. */
  #nameBatchGroup({ values }: Point): string {
    const segments = values.map(({ segment }, axis) => (this.#batched.has(axis) ? '*' : segment));
    return [this.#options.stage.name, ...segments].join('/');
  }

  #deriveSeed(point: Point, batchGroup: string | undefined): number {
    const { expansion, stage, pipelineSeed } = this.#options;
    if (batchGroup === undefined) return deriveSeed(pipelineSeed, stage.name, point.axes);
    const known = this.#seeds.get(batchGroup);
    if (known !== undefined) return known;
    const own = expansion.axes.flatMap(({ name }, axis) =>
      this.#batched.has(axis) ? [] : [[name, point.axes[name]]],
    );
    const seed = deriveSeed(pipelineSeed, stage.name, Object.fromEntries(own));
    this.#seeds.set(batchGroup, seed);
    return seed;
  }

  #reportUnknownParam(name: string): void {
    const { document, stage } = this.#options;
    const message = `Stage ${JSON.stringify(stage.name)} has no param ${JSON.stringify(name)}`;
    document.report([...stage.path, 'command'], message, { span: `\${params.${name}}` });
  }
}
