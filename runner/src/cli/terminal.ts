/** Where the command writes, and what it knows of its surroundings. Nothing else touches the process, so tests can replace it. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  /** Standard output is a terminal that can redraw lines. */
  readonly isInteractive: boolean;
  readonly workingDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function createProcessTerminal(): Terminal {
  return {
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    isInteractive:
      process.stdout.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined,
    workingDir: process.cwd(),
    environment: process.env,
  };
}
