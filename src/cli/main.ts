import { renderError } from './render-error.ts';
import { runCli } from './run-cli.ts';
import { createProcessTerminal } from './terminal.ts';

const terminal = createProcessTerminal();

// `pipeline graph | head` closes the pipe early: no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.on('uncaughtException', (error) => process.exit(renderError(error, terminal)));

process.exitCode = await runCli(process.argv.slice(2), terminal);
