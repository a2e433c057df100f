import { realpathSync } from 'node:fs';
import { resolveProgram } from '../../pipeline/programs/resolve-program.ts';
import { InvalidProgramError, type ProgramKind } from '../errors.ts';

/**
 * The file that a stage's `program` means, links resolved.
 * @throws InvalidProgramError when there is none any more: loading the pipeline has found it a moment ago
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
