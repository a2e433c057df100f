import { PipelineError } from '../base/errors.ts';

/** A glob that is not well formed, or uses what is not supported. */
export class InvalidGlobError extends PipelineError {
  readonly glob: string;

  constructor(glob: string, why: string) {
    const shown = glob.length > 80 ? `${glob.slice(0, 77)}…` : glob;
    super('GLOB_INVALID', `The glob ${JSON.stringify(shown)} ${why}`, {
      exitCode: 2,
      hint: 'Globs are made of *, **, ?, [a-z], {one,two} and @(one|two), ?(…), *(…), +(…).',
    });
    this.glob = glob;
  }
}

export interface GlobOptions {
  /** Whether `*`, `?` and `**` match names that begin with a dot. */
  readonly dot: boolean;
}

/** A step of the automaton: it ends a match, takes one character, or goes on in several places without taking any. */
type Step =
  | { readonly kind: 'match' }
  | {
      readonly kind: 'take';
      readonly takes: (character: string, isNameStart: boolean) => boolean;
      next: number;
    }
  | { readonly kind: 'fork'; targets: number[] };

const MAX_GLOB_LENGTH = 1000;
const MAX_NESTING = 50;

/** Whether a path has characters that make it a glob. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}()!]/.test(path);
}

/**
 * Compiles a glob over paths with `/`. Within a name: `*`, `?`, `[a-z]`, `[!a-z]`; across names: `**`; alternatives
 * `{one,two}`, `@(one|two)`, repeated `?(…)`, `*(…)`, `+(…)`; `\` takes the next character as it is.
 *
 * An automaton of our own instead of picomatch, whose meaning it has: picomatch makes a regular expression that
 * backtracks, so that `*a` eight times takes 30 s for an id of 60 characters, and here a match takes at most
 * steps × characters.
 * @throws InvalidGlobError a bracket is not closed, `!(…)`, or the glob is too long or nested too deeply
 */
export function compileGlob(glob: string, options: GlobOptions): (path: string) => boolean {
  if (glob.length > MAX_GLOB_LENGTH)
    throw new InvalidGlobError(glob, `is longer than ${MAX_GLOB_LENGTH} characters`);
  return createMatcher(new GlobParser(glob, options).parse());
}

/** All steps where the automaton may be at the same time. Which state each character leads to is remembered. */
interface State {
  readonly at: ReadonlySet<number>;
  readonly isNameStart: boolean;
  readonly accepts: boolean;
  readonly next: Map<string, State | undefined>;
}

/** A sensible glob has fewer states. Beyond this number they are forgotten, so that memory stays bounded. */
const MAX_STATES = 1000;

function createMatcher(steps: readonly Step[]): (path: string) => boolean {
  const states = new Map<string, State>();
  const enter = (from: readonly number[], isNameStart: boolean): State => {
    const at = follow(steps, from);
    const key = `${isNameStart} ${[...at].sort((a, b) => a - b).join()}`;
    let state = states.get(key);
    if (state === undefined) {
      const accepts = [...at].some((one) => steps[one]?.kind === 'match');
      state = { at, isNameStart, accepts, next: new Map() };
      states.set(key, state);
    }
    return state;
  };
  const advance = (state: State, character: string): State | undefined => {
    const reached = [...state.at].flatMap((at) => {
      const step = steps[at];
      return step?.kind === 'take' && step.takes(character, state.isNameStart) ? [step.next] : [];
    });
    return reached.length === 0 ? undefined : enter(reached, character === '/');
  };
  let start = enter([0], true);
  return (path) => {
    if (states.size > MAX_STATES) {
      states.clear();
      start = enter([0], true);
    }
    let state: State | undefined = start;
    for (const character of path) {
      let next: State | undefined = state.next.get(character);
      if (next === undefined && !state.next.has(character)) {
        next = advance(state, character);
        state.next.set(character, next);
      }
      if (next === undefined) return false;
      state = next;
    }
    return state.accepts;
  };
}

/** All steps that are reached without taking a character. */
function follow(steps: readonly Step[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [...from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const step = steps[at];
    if (step?.kind === 'fork') for (const target of step.targets) waiting.push(target);
  }
  return reached;
}

/** A part of the automaton that goes on at `exit` once it has matched. */
interface Part {
  readonly entry: number;
  readonly exit: number;
}

class GlobParser {
  readonly #glob: string;
  readonly #characters: readonly string[];
  readonly #dot: boolean;
  readonly #steps: Step[] = [{ kind: 'fork', targets: [] }];
  #at = 0;

  constructor(glob: string, { dot }: GlobOptions) {
    this.#glob = glob;
    this.#characters = [...glob];
    this.#dot = dot;
  }

  parse(): readonly Step[] {
    const whole = this.#sequence('', 0);
    this.#link(0, whole.entry);
    this.#link(whole.exit, this.#add({ kind: 'match' }));
    return this.#steps;
  }

  #sequence(ends: string, depth: number): Part {
    if (depth > MAX_NESTING) throw new InvalidGlobError(this.#glob, 'is nested too deeply');
    const entry = this.#fork();
    let exit = entry;
    for (;;) {
      const character = this.#characters[this.#at];
      if (character === undefined) {
        if (ends !== '') throw new InvalidGlobError(this.#glob, `lacks a closing ${ends.at(-1)}`);
        return { entry, exit };
      }
      if (ends.includes(character)) return { entry, exit };
      const part = this.#item(character, depth);
      this.#link(exit, part.entry);
      exit = part.exit;
    }
  }

  #item(character: string, depth: number): Part {
    const next = this.#characters[this.#at + 1];
    if (next === '(' && '@?*+!'.includes(character)) return this.#group(character, depth);
    this.#at += 1;
    switch (character) {
      case '/':
        return this.#slash();
      case '{':
        return this.#alternatives(',', '}', depth);
      case '(':
        return this.#alternatives('|', ')', depth);
      case '[':
        return this.#class();
      case '?':
        return this.#take((found, isNameStart) => found !== '/' && this.#mayTake(found, isNameStart));
      case '*':
        return this.#stars();
      case '\\':
        if (next === undefined) throw new InvalidGlobError(this.#glob, 'ends in a backslash');
        this.#at += 1;
        return this.#take((found) => found === next);
      default:
        return this.#take((found) => found === character);
    }
  }

  /** `folder/**` at the end is also the folder itself. */
  #slash(): Part {
    const slash = this.#take((found) => found === '/');
    if (this.#characters.slice(this.#at, this.#at + 3).join('') !== '**') return slash;
    const rest = this.#item('*', 0);
    const [entry, exit] = [this.#fork(), this.#fork()];
    this.#link(entry, slash.entry);
    this.#link(slash.exit, rest.entry);
    this.#link(rest.exit, exit);
    this.#link(entry, exit);
    return { entry, exit };
  }

  #group(kind: string, depth: number): Part {
    if (kind === '!') throw new InvalidGlobError(this.#glob, 'has !(…), which is not supported');
    this.#at += 2;
    const group = this.#alternatives('|', ')', depth);
    const [entry, exit] = [this.#fork(), this.#fork()];
    this.#link(entry, group.entry);
    this.#link(group.exit, exit);
    if (kind === '?' || kind === '*') this.#link(entry, exit);
    if (kind === '*' || kind === '+') this.#link(group.exit, group.entry);
    return { entry, exit };
  }

  #alternatives(separator: string, close: string, depth: number): Part {
    const [entry, exit] = [this.#fork(), this.#fork()];
    for (;;) {
      const one = this.#sequence(separator + close, depth + 1);
      this.#link(entry, one.entry);
      this.#link(one.exit, exit);
      const ended = this.#characters[this.#at] === close;
      this.#at += 1;
      if (ended) return { entry, exit };
    }
  }

  #stars(): Part {
    let stars = 1;
    for (; this.#characters[this.#at] === '*' && this.#characters[this.#at + 1] !== '('; this.#at++) stars++;
    const before = this.#characters[this.#at - stars - 1];
    const after = this.#characters[this.#at];
    // `**` crosses names only as a name of its own; `**/` may also match nothing.
    const crosses =
      stars > 1 &&
      (before === undefined || '/{,(|'.includes(before)) &&
      (after === undefined || '/},)|'.includes(after));
    const [entry, exit] = [this.#fork(), this.#fork()];
    const loop = this.#take((found, isNameStart) =>
      crosses
        ? found === '/' || this.#mayTake(found, isNameStart)
        : found !== '/' && this.#mayTake(found, isNameStart),
    );
    this.#link(entry, loop.entry);
    this.#link(loop.exit, loop.entry);
    if (crosses && after === '/') {
      this.#at += 1;
      const slash = this.#take((found) => found === '/');
      this.#link(loop.exit, slash.entry);
      this.#link(slash.exit, exit);
    } else {
      this.#link(loop.exit, exit);
    }
    this.#link(entry, exit);
    return { entry, exit };
  }

  #class(): Part {
    const isNegated = '!^'.includes(this.#characters[this.#at] ?? ' ');
    if (isNegated) this.#at += 1;
    const ranges: (readonly [string, string])[] = [];
    for (let isFirst = true; ; isFirst = false) {
      const from = this.#classCharacter();
      if (from === ']' && !isFirst) break;
      if (this.#characters[this.#at] === '-' && this.#characters[this.#at + 1] !== ']') {
        this.#at += 1;
        ranges.push([from, this.#classCharacter()]);
      } else {
        ranges.push([from, from]);
      }
    }
    return this.#take((found) => {
      if (found === '/') return false;
      return ranges.some(([from, to]) => from <= found && found <= to) !== isNegated;
    });
  }

  #classCharacter(): string {
    if (this.#characters[this.#at] === '\\') this.#at += 1;
    const character = this.#characters[this.#at];
    if (character === undefined) throw new InvalidGlobError(this.#glob, 'lacks a closing ]');
    this.#at += 1;
    return character;
  }

  #mayTake(character: string, isNameStart: boolean): boolean {
    return this.#dot || character !== '.' || !isNameStart;
  }

  #take(takes: (character: string, isNameStart: boolean) => boolean): Part {
    const exit = this.#fork();
    return { entry: this.#add({ kind: 'take', takes, next: exit }), exit };
  }

  #fork(): number {
    return this.#add({ kind: 'fork', targets: [] });
  }

  #add(step: Step): number {
    this.#steps.push(step);
    return this.#steps.length - 1;
  }

  #link(from: number, to: number): void {
    const step = this.#steps[from];
    if (step?.kind === 'fork') step.targets.push(to);
  }
}
