import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { BenchAnswer } from './protocol.ts';

/** A process that answers requests, one at a time. */
export interface Side {
  ask(request: object): Promise<BenchAnswer>;
  stop(): void;
}

/** Starts a side; what it says on standard error is shown. */
export function startSide(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Side {
  const child: ChildProcess = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin!.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${command} ${args.join(' ')} ended without an answer`);
      return JSON.parse(value) as BenchAnswer;
    },
    stop: () => child.stdin!.end(),
  };
}

/**
 * Sides that all do what is asked, at the same time. Their times are those of one answer: the wall time of the slowest
 * over their number, and the mean CPU time.
 */
export function joinSides(sides: readonly Side[]): Side {
  return {
    ask: async (request) => {
      const answers = await Promise.all(sides.map((side) => side.ask(request)));
      const times = answers[0]!.times.map((_, repeat) => {
        const own = answers.map((answer) => answer.times[repeat]!);
        return {
          wallMs: Math.max(...own.map(({ wallMs }) => wallMs)) / sides.length,
          cpuMs: own.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / sides.length,
        };
      });
      return { times, value: answers[0]!.value };
    },
    stop: () => {
      for (const side of sides) side.stop();
    },
  };
}
