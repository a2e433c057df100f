import type { PipelineDocument } from '../document/document.ts';
import { suggestFile } from '../document/suggest-file.ts';
import type { StageSpec } from '../expand/stage-spec.ts';
import { leavesFolder, resolveProgram } from './resolve-program.ts';

/** Reports a program that is neither a file of the pipeline's folder nor offered by an installed package. */
export function checkProgram(document: PipelineDocument, stage: StageSpec, baseDir: string): void {
  const { program, paramsSchema } = stage.fields;
  if (paramsSchema !== undefined && leavesFolder(paramsSchema)) {
    document.report(
      [...stage.path, 'paramsSchema'],
      `The schema ${JSON.stringify(paramsSchema)} is outside of the pipeline's folder`,
    );
  }
  if (program === undefined || resolveProgram(baseDir, program) !== undefined) return;
  const message = leavesFolder(program)
    ? `The program ${JSON.stringify(program)} is outside of the pipeline's folder`
    : `There is no program ${JSON.stringify(program)}: no such file, and no installed package offers it`;
  document.report([...stage.path, 'program'], message, { suggestion: suggestFile(baseDir, program) });
}
