import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface LockOptions {
  /** Told once when another process has the lock. */
  readonly onWait?: (owner: string) => void;
  /** How often the lock shows that its owner lives, and waiting ones look. */
  readonly beatMs?: number;
  /** A lock that has shown no sign of life for so long is dead, wherever its owner runs. */
  readonly deadAfterMs?: number;
}

/**
 * Runs `action` while no other process, on this machine or one that shares the folder, runs an action under the
 * same `path`. The lock of a dead owner counts for nothing.
 *
 * Each contender puts down a file of its own, then looks at the others': whoever sees a living one takes his away
 * and waits. Of two at once at least the later looks after both files are there, so never do both go on; and as no
 * two files share a name, clearing away a dead one's cannot hit a living one's.
 */
export async function withLock<T>(
  path: string,
  action: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const { beatMs = 1000, deadAfterMs = 60_000 } = options;
  const own = `${path}.${process.pid}-${randomUUID()}.lock`;
  await mkdir(dirname(path), { recursive: true });
  for (let told = false; ; ) {
    let owner = await findLiving(path, own, deadAfterMs);
    if (owner === undefined) {
      await writeFile(own, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
      owner = await findLiving(path, own, deadAfterMs);
      if (owner === undefined) break;
      await rm(own, { force: true });
    }
    if (!told) options.onWait?.(owner);
    told = true;
    // At random, so that two that met do not meet again.
    await wait(beatMs * (0.2 + Math.random()));
  }
  const beat = setInterval(() => void utimes(own, new Date(), new Date()).catch(() => undefined), beatMs);
  beat.unref();
  try {
    return await action();
  } finally {
    clearInterval(beat);
    await rm(own, { force: true });
  }
}

/** Another contender that is alive, as text; dead ones are cleared away. */
async function findLiving(path: string, own: string, deadAfterMs: number): Promise<string | undefined> {
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    const file = join(dirname(path), name);
    if (!name.startsWith(prefix) || !name.endsWith('.lock') || file === own) continue;
    const owner = await readOwner(file, deadAfterMs);
    if (owner) return owner;
    await rm(file, { force: true });
  }
  return undefined;
}

async function readOwner(file: string, deadAfterMs: number): Promise<string | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    if (Date.now() - mtimeMs > deadAfterMs) return undefined;
    // Just created and not yet written: its owner is at work.
    if (text === '') return 'another process';
    const { pid, host } = parseOwner(text);
    if (host === hostname() && !isRunning(pid)) return undefined;
    return `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A damaged lock names nobody, and lives until it has been silent for long enough. */
function parseOwner(text: string): { readonly pid: number; readonly host: string } {
  try {
    const { pid, host } = (JSON.parse(text) ?? {}) as { pid?: unknown; host?: unknown };
    if (Number.isInteger(pid) && (pid as number) > 0 && typeof host === 'string')
      return { pid: pid as number, host };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { pid: 0, host: '' };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
