import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PipelineError } from '../pipeline/errors.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { Session } from './session.ts';

/** How an action's last attempt failed; kept until it succeeds. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** ISO time. */
  readonly failedAt: string;
  readonly hasLog: boolean;
}

/** Where the log of an action's last failure is kept until it succeeds. */
export function failedLogPath(session: Session, id: ActionId): string {
  return join(session.store.folders.root, 'logs', `${id}.log`);
}

/** The last lines of a failed action's log, without what is blank. */
export function readLogTail(path: string, mostLines = 12): string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-mostLines);
}

/** Notes that an action failed, for `status` and `explain`. */
export function writeFailure(session: Session, id: ActionId, { code, message }: PipelineError): void {
  const path = failurePath(session, id);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ code, message, failedAt: new Date().toISOString() }));
  } catch (error) {
    // On a full disk the failure itself is what the user has to hear of.
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}

/** Undefined when its last attempt did not fail. */
export function readFailure(session: Session, id: ActionId): Failure | undefined {
  const hasLog = existsSync(failedLogPath(session, id));
  const path = failurePath(session, id);
  if (!existsSync(path)) return undefined;
  const { code, message, failedAt } = parseNote(readFileSync(path, 'utf8'));
  return { code: String(code), message: String(message), failedAt: String(failedAt), hasLog };
}

/** After a success nothing of the failure is left. */
export function clearFailure(session: Session, id: ActionId): void {
  rmSync(failedLogPath(session, id), { force: true });
  rmSync(failurePath(session, id), { force: true });
}

function failurePath(session: Session, id: ActionId): string {
  return join(session.store.folders.root, 'logs', `${id}.failure.json`);
}

function parseNote(text: string): Record<string, unknown> {
  try {
    const note = JSON.parse(text) as unknown;
    if (typeof note === 'object' && note !== null) return note as Record<string, unknown>;
  } catch {
    // Cut short by a kill; that it failed is known all the same.
  }
  return { code: 'UNKNOWN', message: 'the note of the failure is damaged', failedAt: '' };
}
