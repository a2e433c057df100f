import { type Additions, readDistribution } from './distribution.ts';
import { outlivesTerminal } from './hangup.ts';
import { renderError } from './render-error.ts';
import { runCli } from './run-cli.ts';
import { createProcessTerminal } from './terminal.ts';

/**
 * Runs the command that the process was started with, and sets its exit code.
 * @param folder of the package that brings the command, absolute
 */
export async function startCommand(folder: string, additions?: Additions): Promise<void> {
  const terminal = createProcessTerminal();
  const outlives = outlivesTerminal();
  if (outlives) process.on('SIGHUP', () => {});
  for (const stream of [process.stdout, process.stderr]) {
    let isClosed = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
      if (isClosed) return;
      isClosed = true;
      if (outlives) return;
      // Nobody reads our output any more. A run stops as after a hangup; `pipeline graph | head` simply ends.
      if (!process.emit('SIGHUP', 'SIGHUP')) process.exit(0);
    });
  }
  process.on('uncaughtException', (error) => process.exit(renderError(error, terminal)));

  process.exitCode = await runCli(process.argv.slice(2), terminal, readDistribution(folder, additions));
}
