const OUT_OF_MEMORY =
  'Something killed it. If the machine ran out of memory, lower --jobs, or state memoryMiB under resources.';

const HINTS: Readonly<Record<number, string>> = {
  126: 'A program of the command was found and may not be executed: chmod +x makes a script executable.',
  127: 'A program of the command was not found; the log names it. Install it, or check PATH.',
  137: OUT_OF_MEMORY,
  139: 'A program of the command crashed (segmentation fault).',
  141:
    'A program wrote into a pipe whose reader had ended, as in `… | head`. Commands run under `bash -euo pipefail`, where that counts as a failure. ' +
    'Let the reader read everything (`sed -n 1,3p` instead of `head -3`), or allow it: `{ … || [ $? = 141 ]; } | head -3`.',
};

/** What the exit code or the signal of a failed shell line most often means, and what to do. */
export function explainExit(exitCode: number | null, signal: string | null): string | undefined {
  if (signal === 'SIGKILL') return OUT_OF_MEMORY;
  return exitCode === null ? undefined : HINTS[exitCode];
}
