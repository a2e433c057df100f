import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lock or a scratch folder. A pid alone is not enough: it is reused, and means nothing on another host. */
export interface Owner {
  readonly host: string;
  /** Changes with every boot; empty where the system does not say. */
  readonly bootId: string;
  /** The machine over boots; empty where the system does not say. */
  readonly machineId: string;
  /** Containers on one host count pids each on their own. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** When the process started, in the system's own unit; empty where unknown. */
  readonly processStart: string;
}

/** Foreign owners touch their scratch folder this often; silent for STALE_MS, they count as dead. */
export const HEARTBEAT_MS = 10_000;
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

/** An id that changes with every boot; empty where the system does not say. */
export function readBootId(): string {
  return readText('/proc/sys/kernel/random/boot_id');
}

/**
 * Whether an owner still runs. One we cannot look at (another host or container) lives while its heartbeat does.
 * @param silentMs gives how long ago it last gave a sign, by the clock of the cache's own file system; asked only where needed
 */
export function isOwnerAlive(owner: Owner, silentMs: () => number): boolean {
  const me = describeSelf();
  if (owner.host === me.host && owner.bootId === me.bootId && owner.pidNamespace === me.pidNamespace) {
    return isProcessAlive(owner);
  }
  const rebooted = owner.host === me.host && owner.machineId !== '' && owner.machineId === me.machineId;
  if (rebooted && owner.bootId !== me.bootId) return false;
  return silentMs() < STALE_MS;
}

/** Whether a process of this host runs and is the one that was meant. */
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

/** Field 22 of /proc/PID/stat (after the name, which may hold anything, in brackets); elsewhere what `ps` says. */
function readProcessStart(pid: number): string {
  if (process.platform === 'linux') {
    const stat = readText(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie holds nothing any more.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  }
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  } catch {
    // ps is missing, or the process has just ended: the pid alone has to do.
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

/** Reads an owner file's text; undefined when it is none. */
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
    // No system counts further; process.kill() refuses to say whether such a process lives.
    (owner.pid ?? 0) <= 0x7fffffff &&
    texts.every((text) => typeof text === 'string');
  return isOwner ? (owner as Owner) : undefined;
}
