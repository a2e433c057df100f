import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PipelineDocument } from './document.ts';
import { leavesFolder, resolveProgram } from './resolve-program.ts';
import type { StageSpec } from './stage-spec.ts';
import { suggestName } from './suggest.ts';

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

/** A file with nearly that name in the folder that the program should be in. */
function suggestFile(baseDir: string, program: string): string | undefined {
  if (leavesFolder(program)) return undefined;
  const folder = path.posix.dirname(program);
  const entries = listFolder(path.join(baseDir, folder));
  const near = suggestName(path.posix.basename(program), entries);
  return near === undefined ? undefined : path.posix.join(folder, near);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) return [];
    throw error;
  }
}
