import { createPackageJson } from './package-json.ts';
import { createPipelineJson } from './pipeline-json.ts';
import { ROLL_SCHEMA } from './roll-schema.ts';
import { createRollStage } from './roll-stage.ts';
import type { TemplateFile } from './template-file.ts';

/**
 * The files that `pipeline init` writes: a pipeline with a TypeScript stage and a shell command. It needs no data.
 * @param name of the pipeline, in characters that npm takes as a package name
 * @param packageName the package that the stage imports `defineStage` from
 */
export function createTemplateFiles(
  name: string,
  packageName: string,
  packageVersion: string,
): TemplateFile[] {
  return [
    { path: 'pipeline.json', text: createPipelineJson(name, packageName), mayExist: false },
    { path: 'stages/roll.ts', text: createRollStage(packageName), mayExist: false },
    { path: 'schemas/stages/roll.schema.json', text: ROLL_SCHEMA, mayExist: false },
    { path: '.gitignore', text: 'node_modules/\ncache/\nartifacts/\n', mayExist: true },
    { path: 'package.json', text: createPackageJson(name, packageName, packageVersion), mayExist: true },
  ];
}
