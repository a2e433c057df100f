import type { LineOutput } from '../../src/progress/renderer.ts';

/** An output that keeps what was written. */
export function collectLines(): LineOutput & { readonly lines: string[]; readonly errorLines: string[] } {
  const lines: string[] = [];
  const errorLines: string[] = [];
  return {
    lines,
    errorLines,
    writeLine: (line) => void lines.push(line),
    writeErrorLine: (line) => void errorLines.push(line),
  };
}
