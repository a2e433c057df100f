import { fileURLToPath } from 'node:url';
import { type Distribution, readDistribution } from '../../src/cli/distribution.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { createTestTerminal, type Written } from './test-terminal.ts';

const RUNNER_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the command in this process and returns what a user would see. */
export async function runInProcess(
  args: readonly string[],
  surroundings: Partial<Terminal> = {},
  distribution: Distribution = readDistribution(RUNNER_FOLDER),
): Promise<Readonly<Written> & { readonly exitCode: number }> {
  const { terminal, written } = createTestTerminal(surroundings);
  const exitCode = await runCli(args, terminal, distribution);
  return { exitCode, ...written };
}
