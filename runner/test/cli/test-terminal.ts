import type { Terminal } from '../../src/cli/terminal.ts';

export interface Written {
  stdout: string;
  stderr: string;
}

/** A terminal that keeps what is written to it. */
export function createTestTerminal(surroundings: Partial<Terminal> = {}): {
  terminal: Terminal;
  written: Written;
} {
  const written = { stdout: '', stderr: '' };
  const terminal: Terminal = {
    write: (text) => {
      written.stdout += text;
    },
    writeError: (text) => {
      written.stderr += text;
    },
    isInteractive: false,
    workingDir: process.cwd(),
    environment: {},
    ...surroundings,
  };
  return { terminal, written };
}
