import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { addGcCommand } from './cache/gc.ts';
import { addSizeCommand } from './cache/size.ts';
import { addSyncCommands } from './cache/sync.ts';
import { addVerifyCommand } from './cache/verify.ts';

/** `pipeline cache …`: verify the cache, measure it, remove from it, exchange results with another one. */
export function addCacheCommand(program: Command, context: CommandContext): void {
  const cache = program.command('cache').description('verify, measure, clear out or exchange the cache');
  addVerifyCommand(cache, context);
  addSizeCommand(cache, context);
  addGcCommand(cache, context);
  addSyncCommands(cache, context);
}
