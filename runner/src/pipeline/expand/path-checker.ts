import { existsSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import { isGlob } from '../glob.ts';
import { leavesFolder, resolveProgram, suggestFile } from '../programs/resolve-program.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import type { CheckedParams } from './params-checker.ts';

/** Reports files and modules of a stage that are outside of the pipeline's folder or do not exist, each once. */
export class PathChecker {
  readonly #document: PipelineDocument;
  readonly #stage: StageSpec;
  readonly #baseDir: string;
  readonly #checked = new Set<string>();

  constructor(document: PipelineDocument, stage: StageSpec, baseDir: string) {
    this.#document = document;
    this.#stage = stage;
    this.#baseDir = baseDir;
  }

  /** Checks what `files` of the stage names, with its templates resolved. */
  checkFiles(files: readonly string[]): void {
    for (const [index, file] of files.entries())
      this.#checkFile(file, [...this.#stage.path, 'files', index], 'file');
  }

  /**
   * Checks the files and modules that params name.
   * @param describeOrigin where the value at a path in params comes from, if a template put it in
   */
  checkParams(
    { params, inputFiles, inputModules }: CheckedParams,
    describeOrigin: (path: JsonPath) => string | undefined,
  ): void {
    const root = [...this.#stage.path, 'params'];
    for (const file of inputFiles) this.#checkFile(file, [...root, ...findValue(params, file)], 'input file');
    for (const module of inputModules) {
      const at = findValue(params, module);
      this.#checkModule(module, [...root, ...at], () => describeOrigin(at));
    }
  }

  #checkFile(file: string, at: JsonPath, what: string): void {
    if (!this.#isNew(file, at)) return;
    if (leavesFolder(file))
      this.#document.report(at, `The ${what} ${JSON.stringify(file)} is outside of the pipeline's folder`);
    else if (!isGlob(file) && !existsSync(path.join(this.#baseDir, file))) {
      this.#document.report(at, `There is no ${what} ${JSON.stringify(file)}`);
    }
  }

  /** Whether the module can be bundled is found out later, when it is. */
  #checkModule(module: string, at: JsonPath, describeOrigin: () => string | undefined): void {
    if (!this.#isNew(module, at) || resolveProgram(this.#baseDir, module) !== undefined) return;
    const origin = describeOrigin();
    const message = leavesFolder(module)
      ? `The module ${JSON.stringify(module)} is outside of the pipeline's folder`
      : `There is no module ${JSON.stringify(module)}: no such file, and no installed package offers it`;
    this.#document.report(at, origin === undefined ? message : `${message} (${origin})`, {
      suggestion: suggestFile(this.#baseDir, module),
    });
  }

  #isNew(name: string, at: JsonPath): boolean {
    const key = JSON.stringify([name, at]);
    if (this.#checked.has(key)) return false;
    this.#checked.add(key);
    return true;
  }
}

/** Path of the param with a value. The schema says which values are files and modules, but not where they stand. */
function findValue(params: JsonObject, wanted: string): JsonPath {
  const find = (value: JsonValue, at: JsonPath): JsonPath | undefined => {
    if (value === wanted) return at;
    if (typeof value !== 'object' || value === null) return undefined;
    for (const [key, member] of Object.entries(value)) {
      const found = find(member, [...at, Array.isArray(value) ? Number(key) : key]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(params, []) ?? [];
}
