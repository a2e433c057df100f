import { createPackageJson } from '../../../runner/src/cli/templates/package-json.ts';
import type { TemplateFile } from '../../../runner/src/cli/templates/template-file.ts';
import { COUNT_SCHEMA } from './count-schema.ts';
import { COUNT_STAGE } from './count-stage.ts';
import { createPipelineJson } from './pipeline-json.ts';

/**
 * The files that `pipeline init` writes where the study is installed: they begin with one of its stages.
 * @param name of the pipeline, in characters that npm takes as a package name
 */
export function createTemplateFiles(name: string, packageVersion: string): TemplateFile[] {
  return [
    { path: 'pipeline.json', text: createPipelineJson(name), mayExist: false },
    { path: 'stages/count.ts', text: COUNT_STAGE, mayExist: false },
    { path: 'schemas/stages/count.schema.json', text: COUNT_SCHEMA, mayExist: false },
    { path: '.gitignore', text: 'node_modules/\ncache/\nartifacts/\n', mayExist: true },
    {
      path: 'package.json',
      text: createPackageJson(name, 'robust-pipeline', packageVersion),
      mayExist: true,
    },
  ];
}
