import type { RunEvent } from '../execute/events.ts';

/** Turns a run's events into text. Nothing else does. */
export interface Renderer {
  /** Takes the next event. It is synchronous, so that the runner can use it as its sink. */
  handle(event: RunEvent): void;
  /** Resolves when everything is on the screen. Call it once, after the last event, also when the run threw. */
  finish(): Promise<void>;
}

/** Where a renderer writes; lines come without their line break. */
export interface LineOutput {
  writeLine(line: string): void;
  writeErrorLine(line: string): void;
}
