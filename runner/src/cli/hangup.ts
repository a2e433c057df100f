import { fstatSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** What tells whether a process was started to outlive its terminal. */
export interface StartFacts {
  /** Standard output and standard error both go to a file, or to /dev/null. */
  readonly writesToFiles: boolean;
  /** The command that the shell started, as bash and zsh leave it in the variable `_`. */
  readonly startedAs: string | undefined;
  /** Standard input is /dev/null opened for writing: nohup does that when it was the terminal. */
  readonly hasDeadInput: boolean;
  /** Signals that the parent ignores, as a hexadecimal mask; undefined where /proc does not say. */
  readonly parentIgnores: string | undefined;
}

/**
 * Whether a hangup of the terminal must not stop this process. A process started with SIGHUP ignored should ignore it, but
 * Node sets all signals back before our first line runs. So we look at what `nohup` and its like leave behind, and at
 * where the output goes: a run that writes to files needs no terminal.
 */
export function outlivesTerminal(facts: StartFacts = readStartFacts()): boolean {
  const { writesToFiles, startedAs, hasDeadInput, parentIgnores } = facts;
  if (writesToFiles || hasDeadInput || basename(startedAs ?? '') === 'nohup') return true;
  // Bit 0 is SIGHUP, signal 1.
  return parentIgnores !== undefined && (Number.parseInt(parentIgnores.slice(-1), 16) & 1) === 1;
}

function readStartFacts(): StartFacts {
  return {
    writesToFiles: [1, 2].every(isFile),
    startedAs: process.env._,
    hasDeadInput: readIfAny(hasDeadInput) ?? false,
    parentIgnores: readIfAny(
      () => /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${process.ppid}/status`, 'utf8'))?.[1],
    ),
  };
}

function isFile(fd: number): boolean {
  const stat = readIfAny(() => fstatSync(fd));
  if (stat === undefined) return false;
  return (
    stat.isFile() || (stat.isCharacterDevice() && stat.rdev === readIfAny(() => statSync('/dev/null').rdev))
  );
}

function hasDeadInput(): boolean {
  const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8'))?.[1] ?? '0';
  // The two lowest bits are the access mode; 1 is write-only.
  return readlinkSync('/proc/self/fd/0') === '/dev/null' && (Number.parseInt(flags, 8) & 3) === 1;
}

/** Undefined where the system does not have it. */
function readIfAny<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
