import { fork } from 'node:child_process';
import type { Team } from '../stage-api/context.ts';
import { TeamChannel, type TeamEnd } from './team-channel.ts';

/** How a further member is started: a script, and its first message. */
export interface MemberStart {
  readonly entry: string;
  readonly execArgv: readonly string[];
  readonly greeting: (rank: number) => object;
}

/** A team as its first member sees it. */
export interface LedTeam extends Team {
  /** Ends the other members, whatever they are at; resolves when they are gone. */
  dismiss(): Promise<void>;
}

/** Starts size − 1 processes. They are in this one's process group, and end when their channel closes. */
export function leadTeam(size: number, { entry, execArgv, greeting }: MemberStart): LedTeam {
  const children = Array.from({ length: size - 1 }, () =>
    // Structured clones: arrays cross as bytes. What a member prints goes where the native code of this process prints.
    fork(entry, [], {
      execArgv: [...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  );
  const exits = children.map((child) => new Promise<void>((gone) => child.once('close', () => gone())));
  const channels = children.map((child, index) => {
    const channel = new TeamChannel(child as TeamEnd);
    child.on('error', (cause) => channel.fail(memberDied(`could not be started: ${cause.message}`)));
    child.on('exit', (code, signal) =>
      channel.fail(memberDied(`ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}`)),
    );
    child.send(greeting(index + 1));
    return channel;
  });
  return {
    rank: 0,
    size,
    sum: async (values) => {
      // Two members send at the same time, and both add.
      const sent = size === 2 ? channels[0]!.send(values) : undefined;
      const others = await Promise.all(channels.map((channel) => channel.receive()));
      const total = addAll([values, ...others]);
      await sent;
      if (size > 2) await Promise.all(channels.map((channel) => channel.send(total)));
      return total;
    },
    dismiss: async () => {
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(exits);
    },
  };
}

/** A team as any other member sees it, which talks to the first one only. */
export function joinTeam(rank: number, size: number, end: TeamEnd): Team {
  const first = new TeamChannel(end);
  return {
    rank,
    size,
    sum: async (values) => {
      const [answer] = await Promise.all([first.receive(), first.send(values)]);
      return size === 2 ? addAll([answer, values]) : answer;
    },
  };
}

function addAll(parts: readonly Float32Array[]): Float32Array {
  const total = parts[0]!.slice();
  for (const part of parts.slice(1)) {
    if (part.length !== total.length) {
      throw new RangeError(`Members of a team gave ${total.length} and ${part.length} values for one sum.`);
    }
    for (let index = 0; index < total.length; index += 1) total[index]! += part[index]!;
  }
  return total;
}

function memberDied(how: string): Error {
  return Object.assign(new Error(`A process that shared its work ${how} before it was done.`), {
    code: 'WORKER_DIED',
    hint: 'If the machine ran out of memory, lower `threads` or the batch size.',
  });
}
