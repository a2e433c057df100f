import { CommanderError } from 'commander';
import { offerCompiledSchemas } from '../pipeline/params/compiled-schemas.ts';
import type { CommandContext } from './context.ts';
import type { Distribution } from './distribution.ts';
import { EXIT_DONE, EXIT_WRONG_REQUEST, type ExitCode } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { renderError } from './render-error.ts';
import { resolveBaseDir } from './resolve-base-dir.ts';
import type { Terminal } from './terminal.ts';

/**
 * Parses the arguments and runs the command they name.
 * @param args without node and the script
 * @param distribution the package that brings the command
 * @returns the exit code; errors are written to standard error and never thrown
 */
export async function runCli(
  args: readonly string[],
  terminal: Terminal,
  distribution: Distribution,
): Promise<ExitCode> {
  const { loadCompiledSchemas } = distribution.additions ?? {};
  if (loadCompiledSchemas !== undefined) offerCompiledSchemas(loadCompiledSchemas);
  let exitCode: ExitCode = EXIT_DONE;
  const context: CommandContext = {
    terminal,
    baseDir: () => resolveBaseDir(program.opts<{ C?: string }>().C, terminal.workingDir),
    exitWith: (code) => {
      exitCode = code;
    },
  };
  const program = createProgram(context, distribution);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has written its message already. Its exit code for wrong arguments is 1, ours is 2.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_DONE : EXIT_WRONG_REQUEST;
    return renderError(error, terminal);
  }
}
