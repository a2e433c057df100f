import { isJsonObject, type JsonValue } from '../../base/json.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { StoreIoError } from '../../store/errors.ts';
import type { EventSink, RunEvent } from '../events.ts';
import type { Session } from '../session/session.ts';

/** An action that a process executes right now. */
export interface ActionUnderWay {
  readonly action: ActionId;
  /** ISO time. */
  readonly startedAt: string;
  /** Its last report of progress, at most seconds old. */
  readonly progress?: { readonly done: number; readonly total: number; readonly unit: string };
}

/** An action that ends sooner is never noted: the note would cost more than the action. */
const FIRST_DELAY_MS = 200;
const DELAY_MS = 1000;

/** Tells `status` in other processes what this run executes. It stands between the runner and the sink of its events. */
export class RunningNote {
  readonly #session: Session;
  readonly #sink: EventSink;
  readonly #running = new Map<ActionId, ActionUnderWay>();
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
      // Without the note, `status` knows less. A full disk ends the run where a result cannot be written.
      if (!(error instanceof StoreIoError)) throw error;
    }
  }
}

/** What living processes execute for the session's pipeline. */
export function readRunning(session: Session): Map<ActionId, ActionUnderWay> {
  const running = new Map<ActionId, ActionUnderWay>();
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

/** Undefined when the text is no note of ours, for example one of another version. */
function parseNote(text: string): Record<string, JsonValue> | undefined {
  try {
    const note = JSON.parse(text) as JsonValue;
    return isJsonObject(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

function readAction(value: JsonValue): ActionUnderWay | undefined {
  if (!isJsonObject(value)) return undefined;
  const { action, startedAt, progress } = value;
  if (typeof action !== 'string' || typeof startedAt !== 'string') return undefined;
  if (!isJsonObject(progress)) return { action, startedAt };
  const { done, total, unit } = progress;
  if (typeof done !== 'number' || typeof total !== 'number' || typeof unit !== 'string')
    return { action, startedAt };
  return { action, startedAt, progress: { done, total, unit } };
}
