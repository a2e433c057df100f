import type { CommandContext } from '../../context.ts';

/** Only one collection or repair of a cache runs at a time. */
export function sayWaiting({ terminal }: CommandContext): void {
  terminal.writeError('waiting for another pipeline cache gc or repair of this cache\n');
}
