/**
 * Kills a child and everything it started. Children are spawned detached, so each leads a process group of its own
 * and Ctrl-C on the terminal reaches the runner alone.
 */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It is gone already, which is what was asked for.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
