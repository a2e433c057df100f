import { copyJson, isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import { explainSchemaErrors } from '../document/explain-schema-errors.ts';
import type { JsonPath } from '../document/places.ts';
import { quotePath } from '../document/validate-document.ts';
import { loadValidator } from '../params/load-validator.ts';
import { findParamsSchema } from '../params/params-schema.ts';
import type { ParamsValidator } from '../params/params-validator.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import type { Axis } from './axis-values.ts';
import type { Point } from './expand-axes.ts';

export interface CheckedParams {
  readonly params: JsonObject;
  readonly inputFiles: readonly string[];
  readonly inputModules: readonly string[];
}

/** Checks the resolved params of a stage's actions against the stage's schema, where it has one. */
export class ParamsChecker {
  readonly #document: PipelineDocument;
  readonly #stage: StageSpec;
  readonly #validate: ParamsValidator | undefined;
  readonly #reported = new Set<string>();

  private constructor(document: PipelineDocument, stage: StageSpec, validate: ParamsValidator | undefined) {
    this.#document = document;
    this.#stage = stage;
    this.#validate = validate;
  }

  /** Finds and compiles the stage's params schema. Reports a schema that is not there or cannot be compiled. */
  static async create(document: PipelineDocument, stage: StageSpec, baseDir: string): Promise<ParamsChecker> {
    const found = findParamsSchema(baseDir, stage.fields as JsonObject);
    const pointer = [...stage.path, stage.fields.paramsSchema === undefined ? 'program' : 'paramsSchema'];
    if (found?.fault !== undefined) document.report(pointer, found.fault);
    if (found?.schema === undefined) return new ParamsChecker(document, stage, undefined);
    try {
      return new ParamsChecker(document, stage, await loadValidator(found));
    } catch (error) {
      document.report(pointer, `${found.label} is not a JSON Schema (2020-12): ${(error as Error).message}`);
      return new ParamsChecker(document, stage, undefined);
    }
  }

  /**
   * Checks the params of the action at a point. Reports each violation once, however many actions share it.
   * Returns the params with the schema's defaults, and the files and modules whose content belongs to the key.
   */
  check(resolved: JsonObject, point: Point, axes: readonly Axis[]): CheckedParams {
    if (this.#validate === undefined) return { params: resolved, inputFiles: [], inputModules: [] };
    // A copy: the validator fills in defaults, and parts of the params belong to the document.
    const params = copyJson(resolved);
    const { errors, inputFiles, inputModules } = this.#run(this.#validate, params);
    for (const { path, part, message, suggestion } of explainSchemaErrors(errors, params, this.#namePath)) {
      const key = JSON.stringify([path, message]);
      if (this.#reported.has(key)) continue;
      this.#reported.add(key);
      const origin = this.findOrigin(path, point, axes);
      const fullPath = [...this.#stage.path, 'params', ...path];
      if (origin === undefined) this.#document.report(fullPath, message, { part, suggestion });
      else this.#document.report(fullPath, `${message} (${origin})`, { suggestion });
    }
    return { params, inputFiles, inputModules };
  }

  /** A schema that compiles may still recurse without end, if it refers to itself for the same value. */
  #run(validate: ParamsValidator, params: JsonObject): ReturnType<ParamsValidator> {
    try {
      return validate(params);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message = `Its params schema cannot be applied: ${error.message}`;
      if (!this.#reported.has(message)) this.#document.report(this.#stage.path, message, { part: 'key' });
      this.#reported.add(message);
      return { errors: [], inputFiles: [], inputModules: [] };
    }
  }

  readonly #namePath = (path: JsonPath): string =>
    path.length === 0 ? `params of stage ${JSON.stringify(this.#stage.name)}` : quotePath(path);

  /** For a value that a template put in: the template, and where the value stands. Undefined for other values. */
  findOrigin(path: JsonPath, point: Point, axes: readonly Axis[]): string | undefined {
    let value: JsonValue | undefined = this.#stage.fields.params as JsonObject | undefined;
    let depth = 0;
    for (; depth < path.length && typeof value === 'object' && value !== null; depth++) {
      const segment = path[depth] ?? '';
      value = isJsonObject(value)
        ? Object.hasOwn(value, segment)
          ? value[segment]
          : undefined
        : value[Number(segment)];
    }
    if (typeof value !== 'string' || !value.includes('${')) return undefined;
    const [, name, field = ''] = /^\$\{axis\.([^.}]+)((?:\.[^}?]*)?)\??\}$/.exec(value) ?? [];
    const axisValue = point.values[axes.findIndex((axis) => axis.name === name)];
    if (axisValue === undefined) return `${value} of ${point.id}`;
    const place = this.#document.describePlace([
      ...axisValue.path,
      ...field.split('.').slice(1),
      ...path.slice(depth),
    ]);
    return `${value} of ${point.id}, ${place}`;
  }
}
