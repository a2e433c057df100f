import { COUNT_SCHEMA } from './count-schema.ts';
import { COUNT_STAGE } from './count-stage.ts';
import { createPackageJson } from './package-json.ts';
import { createPipelineJson } from './pipeline-json.ts';

/** A file that `pipeline init` writes. */
export interface TemplateFile {
  /** Relative to the new pipeline's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** A file of that name may be there already and stays as it is. */
  readonly mayExist: boolean;
}

/** @param name of the pipeline, in characters that npm takes as a package name */
export function createTemplateFiles(name: string, packageVersion: string): TemplateFile[] {
  return [
    { path: 'pipeline.json', text: createPipelineJson(name), mayExist: false },
    { path: 'stages/count.ts', text: COUNT_STAGE, mayExist: false },
    { path: 'schemas/stages/count.schema.json', text: COUNT_SCHEMA, mayExist: false },
    { path: '.gitignore', text: 'node_modules/\ncache/\nartifacts/\n', mayExist: true },
    { path: 'package.json', text: createPackageJson(name, packageVersion), mayExist: true },
  ];
}
