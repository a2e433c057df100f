import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A process that holds mutexes or a scratch folder. A pid is not enough: pids are reused, and mean nothing on other
 * hosts.
 */
export interface Owner {
  readonly host: string;
  /** Changes with every boot; empty where the system does not tell. */
  readonly bootId: string;
  /** The same over all boots of a machine; empty where the system does not tell. */
  readonly machineId: string;
  /** Each container on a host counts its own pids. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** When the process started, in the system's own unit; empty where that is unknown. */
  readonly processStart: string;
}

/** How often an owner touches its file. */
export const HEARTBEAT_MS = 10_000;
/** An owner that we cannot look at (on another host or in another container) counts as dead after so long a silence. */
const STALE_MS = 120_000;

let self: Owner | undefined;

/** This process. */
export function describeSelf(): Owner {
  self ??= {
    host: hostname(),
    bootId: readBootId(),
    machineId: readText('/etc/machine-id'),
    pidNamespace: readPidNamespace(),
    pid: process.pid,
    processStart: readProcessStart(process.pid),
  };
  return self;
}

/** An id that changes with every boot; empty where the system does not tell. */
export function readBootId(): string {
  return readText('/proc/sys/kernel/random/boot_id');
}

/**
 * Whether an owner still runs. An owner that we cannot look at (on another host or in another container) counts as
 * alive as long as its heartbeat goes on.
 * @param measureSilenceMs gives the milliseconds since the owner's last heartbeat; called only where that is needed
 */
export function isOwnerAlive(owner: Owner, measureSilenceMs: () => number): boolean {
  const me = describeSelf();
  if (owner.host === me.host && owner.bootId === me.bootId && owner.pidNamespace === me.pidNamespace) {
    return isProcessAlive(owner);
  }
  const rebooted = owner.host === me.host && owner.machineId !== '' && owner.machineId === me.machineId;
  if (rebooted && owner.bootId !== me.bootId) return false;
  return measureSilenceMs() < STALE_MS;
}

/** Whether a process of this host runs and is the one that is meant, not a later one with the same pid. */
export function isProcessAlive(owner: Pick<Owner, 'pid' | 'processStart'>): boolean {
  if (owner.pid === process.pid) return owner.processStart === describeSelf().processStart;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = readProcessStart(owner.pid);
  return start === '' || owner.processStart === '' || start === owner.processStart;
}

/**
 * On Linux field 22 of /proc/PID/stat, counted from the end of the name, which may hold spaces; elsewhere what `ps`
 * says.
 */
function readProcessStart(pid: number): string {
  if (process.platform === 'linux') {
    const stat = readText(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended and holds nothing.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  }
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  } catch {
    // There is no ps, or the process has just ended. Then the pid alone has to do.
    return '';
  }
}

function readPidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Empty where the system has no such file. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/** The owner in an owner file's text; undefined when the text names none. */
export function parseOwner(text: string): Owner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const owner = value as Partial<Owner> | null;
  if (typeof owner !== 'object' || owner === null) return undefined;
  const texts = [owner.host, owner.bootId, owner.machineId, owner.pidNamespace, owner.processStart];
  const isOwner =
    Number.isSafeInteger(owner.pid) &&
    (owner.pid ?? 0) > 0 &&
    // No system has higher pids, and process.kill() throws for them.
    (owner.pid ?? 0) <= 0x7fffffff &&
    texts.every((text) => typeof text === 'string');
  return isOwner ? (owner as Owner) : undefined;
}

/** `process 123`, `process 123 on HOST`, `another process`. */
export function nameOwner(owner: Owner | undefined): string {
  if (owner === undefined) return 'another process';
  return `process ${owner.pid}${owner.host === hostname() ? '' : ` on ${owner.host}`}`;
}
