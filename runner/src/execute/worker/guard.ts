import type { ChildProcess } from 'node:child_process';
import { killGroup } from './process-group.ts';

/** Where a child has the pipe whose other end only the runner holds; a worker has its message channel at 3. */
export const GUARD_FD = 4;

/** Without a POSIX shell there is no guard: workers still end when their channel closes, commands do not. */
export const canGuard = process.platform !== 'win32';

/**
 * Words for a POSIX shell that leads a process group: leave a guard behind that waits for the runner's end of the pipe to
 * close, however the runner came to its end, and then kills the group. A worker that computes hears no message, and a command
 * has no channel at all; without the guard they would go on beside the next run.
 */
export const GUARD_WORDS = `{ trap '' TERM INT HUP; read -r _ <&${GUARD_FD}; kill -KILL 0; } 3<&- >/dev/null 2>&1 &`;

/** Arguments for a shell to become this program, guarded. */
export function guardedArguments(program: string, args: readonly string[]): string[] {
  return ['-c', `${GUARD_WORDS} exec ${GUARD_FD}<&-; exec "$0" "$@"`, program, ...args];
}

/**
 * Ends the guard with its child, and with them whatever the child has left running: nothing may write to an action's outputs
 * once it is over.
 */
export function releaseWithChild(child: ChildProcess): void {
  // A child that could not be started has none at all, whatever its type says.
  const pipe = (child.stdio as ChildProcess['stdio'] | undefined)?.[GUARD_FD];
  if (pipe === null || pipe === undefined) return;
  // The guard may be gone before us.
  pipe.on('error', () => undefined);
  child.once('exit', () => {
    // While the guard lives, the group's number belongs to nobody else.
    killGroup(child.pid, 'SIGKILL');
    pipe.destroy();
  });
}
