import { isJsonObject, type JsonValue } from '../../base/json.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { StoreIoError } from '../../store/errors.ts';
import type { EventSink, RunEvent } from '../events.ts';
import type { Session } from '../session/session.ts';

/** An action that a process executes right now. */
export interface RunningAction {
  readonly action: ActionId;
  /** ISO time. */
  readonly startedAt: string;
  /** Of its last report, at most seconds old. */
  readonly progress?: { readonly done: number; readonly total: number; readonly unit: string };
}

/** What ends sooner is never written: noting it would cost more than it takes. */
const FIRST_DELAY_MS = 200;
const DELAY_MS = 1000;

/** Tells `status` in other processes what this run executes. Sits between the runner and the sink of its events. */
export class RunningNote {
  readonly #session: Session;
  readonly #sink: EventSink;
  readonly #running = new Map<ActionId, RunningAction>();
  #timer: NodeJS.Timeout | undefined;
  #written = '';

  constructor(session: Session, sink: EventSink) {
    this.#session = session;
    this.#sink = sink;
  }

  handle(event: RunEvent): void {
    this.#follow(event);
    this.#sink(event);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #follow(event: RunEvent): void {
    if (event.type === 'action-started') {
      const startedAt = new Date().toISOString();
      for (const action of [event.action, ...(event.together ?? [])])
        this.#running.set(action, { action, startedAt });
    } else if (event.type === 'action-progress') {
      const { action, done, total, unit } = event;
      const running = this.#running.get(action);
      if (running !== undefined) this.#running.set(action, { ...running, progress: { done, total, unit } });
    } else if (event.type === 'action-finished') {
      this.#running.delete(event.action);
    } else {
      return;
    }
    this.#timer ??= setTimeout(() => this.#write(), this.#written === '' ? FIRST_DELAY_MS : DELAY_MS).unref();
  }

  #write(): void {
    this.#timer = undefined;
    const { baseDir } = this.#session.graph;
    const text = JSON.stringify({ baseDir, actions: [...this.#running.values()] });
    if (text === this.#written || (this.#written === '' && this.#running.size === 0)) return;
    try {
      this.#session.store.writeNote(text);
      this.#written = text;
    } catch (error) {
      // A full disk ends the run where it matters; status then knows less.
      if (!(error instanceof StoreIoError)) throw error;
    }
  }
}

/** What processes that are alive execute for the session's pipeline. */
export function readRunning(session: Session): Map<ActionId, RunningAction> {
  const running = new Map<ActionId, RunningAction>();
  for (const text of session.store.readNotes()) {
    const note = parseNote(text);
    if (note?.baseDir !== session.graph.baseDir || !Array.isArray(note.actions)) continue;
    for (const one of note.actions) {
      const action = readAction(one);
      if (action !== undefined) running.set(action.action, action);
    }
  }
  return running;
}

/** Undefined for what is no note of ours, such as one of another version. */
function parseNote(text: string): Record<string, JsonValue> | undefined {
  try {
    const note = JSON.parse(text) as JsonValue;
    return isJsonObject(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

function readAction(value: JsonValue): RunningAction | undefined {
  if (!isJsonObject(value)) return undefined;
  const { action, startedAt, progress } = value;
  if (typeof action !== 'string' || typeof startedAt !== 'string') return undefined;
  if (!isJsonObject(progress)) return { action, startedAt };
  const { done, total, unit } = progress;
  if (typeof done !== 'number' || typeof total !== 'number' || typeof unit !== 'string')
    return { action, startedAt };
  return { action, startedAt, progress: { done, total, unit } };
}
