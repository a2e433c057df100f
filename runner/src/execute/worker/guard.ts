import type { ChildProcess } from 'node:child_process';
import { killGroup } from './process-group.ts';

/** The child's end of a pipe whose other end only the runner holds. (A worker has its message channel at 3.) */
export const GUARD_FD = 4;

/** Without a POSIX shell there is no guard. Then workers still end when their channel closes, but commands do not. */
export const canGuard = process.platform !== 'win32';

/**
 * Script for a POSIX shell that leads a process group. It leaves a guard behind, which waits until the runner's end of the pipe
 * closes, however the runner ended, and then kills the group. A busy worker reads no message, and a command has no channel at
 * all: without the guard they would go on beside the next run.
 */
export const GUARD_WORDS = `{ trap '' TERM INT HUP; read -r _ <&${GUARD_FD}; kill -KILL 0; } 3<&- >/dev/null 2>&1 &`;

/** Arguments for a shell to become this program, guarded. */
export function guardedArguments(program: string, args: readonly string[]): string[] {
  return ['-c', `${GUARD_WORDS} exec ${GUARD_FD}<&-; exec "$0" "$@"`, program, ...args];
}

/**
 * When the child ends, ends its guard and whatever else it left running. Nothing may write to an action's outputs once the action
 * is over.
 */
export function releaseWithChild(child: ChildProcess): void {
  // A child that could not be started has no stdio, whatever its type says.
  const pipe = (child.stdio as ChildProcess['stdio'] | undefined)?.[GUARD_FD];
  if (pipe === null || pipe === undefined) return;
  // The guard may be gone before us.
  pipe.on('error', () => undefined);
  child.once('exit', () => {
    // As long as the guard lives, no other group can get this number.
    killGroup(child.pid, 'SIGKILL');
    pipe.destroy();
  });
}
