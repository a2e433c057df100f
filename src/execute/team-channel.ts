import type { TeamMessage } from './worker-protocol.ts';

/** A process' side of its channel to a team member: this process itself, or a child. */
export interface TeamEnd {
  on(event: 'message', listener: (message: TeamMessage) => void): unknown;
  send?(message: TeamMessage, sent: (error: Error | null) => void): boolean;
}

/** Arrays from another member, in the order they were sent. */
export class TeamChannel {
  readonly #end: TeamEnd;
  readonly #received: Float32Array[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(end: TeamEnd) {
    this.#end = end;
    end.on('message', (message) => {
      if (message.type === 'values') this.#received.push(message.values);
      if (message.type === 'failed')
        this.fail(Object.assign(new Error(message.error.message), message.error));
      this.#wake?.();
    });
  }

  /**
   * Resolves when all of it has left this process: who computed on before that would keep the other one waiting.
   * What is sent to a member that has ended is lost; its end is reported to who waits for it.
   */
  send(values: Float32Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#end.send === undefined) resolve();
      else this.#end.send({ type: 'values', values }, () => resolve());
    });
  }

  /** Whoever waits, now or later, gets this error, once what came before it is received. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  async receive(): Promise<Float32Array> {
    for (;;) {
      const values = this.#received.shift();
      if (values !== undefined) return values;
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
