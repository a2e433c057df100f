import type { Random } from './random.ts';

/** Whom SIGKILL hits. */
type Target = 'runner' | 'worker' | 'runner-and-workers' | 'group';

/** Where the runner leaves traces; a kill may wait for the n-th entry below one of them. */
type Trace = 'tmp' | 'objects' | 'actions' | 'checkpoints' | 'artifacts';

type Moment =
  | { readonly kind: 'time'; readonly ms: number }
  /** The n-th line on standard output. */
  | { readonly kind: 'event'; readonly count: number }
  /** The n-th line that the actions wrote since this run began. */
  | { readonly kind: 'journal'; readonly count: number }
  /** So many entries more below a folder than when this run began. */
  | { readonly kind: 'files'; readonly trace: Trace; readonly count: number };

export interface Kill {
  readonly target: Target;
  readonly moment: Moment;
  /** After the moment has come: what follows it should be hit, too. */
  readonly delayMs: number;
}

/** Draws a kill: a third by the clock, the others when something has just happened. */
export function planKill(random: Random): Kill {
  const target = random.pick<Target>(['runner', 'runner', 'worker', 'runner-and-workers', 'group']);
  return { target, moment: planMoment(random), delayMs: random.pick([0, 0, 0, 1, 3, 10, 40]) };
}

function planMoment(random: Random): Moment {
  const kind = random.pick(['time', 'event', 'journal', 'journal', 'files', 'files', 'files'] as const);
  if (kind === 'time') return { kind, ms: random.between(50, 1500) };
  if (kind === 'event') return { kind, count: random.between(1, 12) };
  if (kind === 'journal') return { kind, count: random.between(1, 14) };
  const trace = random.pick<Trace>(['tmp', 'objects', 'actions', 'checkpoints', 'artifacts']);
  return { kind, trace, count: random.between(1, trace === 'objects' ? 30 : 10) };
}

export function describeKill({ target, moment, delayMs }: Kill): string {
  const when =
    moment.kind === 'time'
      ? `after ${moment.ms} ms`
      : moment.kind === 'files'
        ? `at new entry ${moment.count} of ${moment.trace}`
        : `at ${moment.kind} ${moment.count}`;
  return `${target} ${when}${delayMs === 0 ? '' : ` + ${delayMs} ms`}`;
}
