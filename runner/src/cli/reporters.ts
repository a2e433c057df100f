import { unreachable } from '../base/unreachable.ts';
import { createJsonRenderer } from '../progress/json.ts';
import { createListrRenderer } from '../progress/listr.ts';
import { createPlainRenderer } from '../progress/plain.ts';
import type { LineOutput, Renderer } from '../progress/renderer.ts';
import type { Terminal } from './terminal.ts';

export const REPORTERS = ['listr', 'plain', 'json'] as const;
export type Reporter = (typeof REPORTERS)[number];

/** The renderer of a run. A list needs a terminal; without one `listr` writes plain lines. */
export function createRenderer(reporter: Reporter, terminal: Terminal): Renderer {
  const output: LineOutput = {
    writeLine: (line) => terminal.write(`${line}\n`),
    writeErrorLine: (line) => terminal.writeError(`${line}\n`),
  };
  switch (reporter) {
    case 'listr':
      return terminal.isInteractive ? createListrRenderer(output) : createPlainRenderer(output);
    case 'plain':
      return createPlainRenderer(output);
    case 'json':
      return createJsonRenderer(output);
    default:
      return unreachable(reporter);
  }
}
