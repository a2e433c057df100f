import { realpathSync } from 'node:fs';
import { resolveProgram } from '../../pipeline/programs/resolve-program.ts';
import { InvalidProgramError, type ProgramKind } from '../errors.ts';

/**
 * The file of a stage's `program`, with links resolved.
 * @throws InvalidProgramError when it is gone, though it was there when the pipeline was loaded
 */
export function locateProgram(program: string, baseDir: string, kind: ProgramKind = 'program'): string {
  const resolved = resolveProgram(baseDir, program);
  if (resolved === undefined)
    throw new InvalidProgramError(
      program,
      'there is no such file, and no installed package offers it',
      undefined,
      kind,
    );
  return realpathSync(resolved.path);
}
