import { countThings } from '../base/words.ts';
import type { OpenedPipeline } from '../execute/index.ts';
import type { CommandContext } from './context.ts';
import { EXIT_INTERRUPTED } from './exit-codes.ts';
import { watchInterrupts } from './interrupt.ts';
import { renderError } from './render-error.ts';
import { createRenderer, type Reporter } from './reporters.ts';

/**
 * `run --watch`: runs until it is interrupted, each run with a renderer of its own. Errors are shown as in a single run, and
 * watching goes on.
 */
export async function watchRuns(
  open: () => Promise<OpenedPipeline>,
  reporter: Reporter,
  context: CommandContext,
): Promise<void> {
  const { runPipeline, watchPipeline } = await import('../execute/index.ts');
  const { terminal } = context;
  let onInterrupt: ((message: string) => void) | undefined;
  const interrupts = watchInterrupts((message) => onInterrupt?.(message));
  try {
    await watchPipeline(
      context.baseDir(),
      {
        open,
        async run(opened) {
          try {
            if ('error' in opened) throw opened.error;
            const renderer = createRenderer(reporter, terminal);
            onInterrupt = (message) => renderer.handle({ type: 'notice', message });
            try {
              await runPipeline(opened.graph, opened.options, (event) => renderer.handle(event), interrupts);
            } finally {
              onInterrupt = undefined;
              await renderer.finish();
            }
          } catch (error) {
            renderError(error, terminal);
          }
        },
        onWaiting(folderCount) {
          const line = `watching ${countThings(folderCount, 'folder')}; Ctrl-C ends\n`;
          if (reporter === 'json') terminal.writeError(line);
          else terminal.write(line);
        },
      },
      interrupts.stop,
    );
  } finally {
    interrupts.release();
  }
  context.exitWith(EXIT_INTERRUPTED);
}
