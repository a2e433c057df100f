import type { CommandContext } from '../../context.ts';

/** Two collections or repairs of one cache go one after the other. */
export function sayWaiting({ terminal }: CommandContext): void {
  terminal.writeError('waiting for another pipeline cache gc or repair of this cache\n');
}
