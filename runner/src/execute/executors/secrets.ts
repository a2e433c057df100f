import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { WorkerResult } from '../worker/worker-process.ts';

const MASK = '***';
/** A line of a secret of several lines is a secret itself, unless it is as short as `}` or a word. */
const SHORTEST_LINE = 8;

/** The values of `passEnv` variables, which must not be in what is kept or shown. */
export class Secrets {
  readonly #values: readonly string[];

  constructor(names: readonly string[], from: Readonly<Record<string, string | undefined>> = process.env) {
    const values = names.flatMap((name) => (Object.hasOwn(from, name) ? [from[name] ?? ''] : []));
    const lines = values
      .flatMap((value) => value.split('\n'))
      .filter(({ length }) => length >= SHORTEST_LINE);
    // The longest first: one secret may be in another.
    this.#values = [...new Set([...values, ...lines])]
      .filter((value) => value !== '')
      .sort((a, b) => b.length - a.length);
  }

  mask(text: string): string {
    return this.#values.reduce((masked, value) => masked.replaceAll(value, MASK), text);
  }

  /** Masks a log in place, byte by byte: a log need not be text. */
  maskFile(path: string): void {
    if (this.#values.length === 0 || !existsSync(path)) return;
    const before = readFileSync(path, 'latin1');
    const after = this.#values.reduce(
      (masked, value) => masked.replaceAll(Buffer.from(value).toString('latin1'), MASK),
      before,
    );
    if (after !== before) writeFileSync(path, after, 'latin1');
  }

  /** Masks the message and stack of an error, which a stage may have put a secret in. Returns the same error. */
  maskError(error: unknown): unknown {
    if (this.#values.length === 0 || !(error instanceof Error)) return error;
    error.message = this.mask(error.message);
    if (error.stack !== undefined) error.stack = this.mask(error.stack);
    if (error.cause !== undefined) error.cause = this.maskError(error.cause);
    return error;
  }

  maskResult(result: WorkerResult): WorkerResult {
    if (this.#values.length === 0) return result;
    const facts = Object.entries(result.provenance).map(([name, fact]) => [
      this.mask(name),
      typeof fact === 'string' ? this.mask(fact) : fact,
    ]);
    return { ...result, provenance: Object.fromEntries(facts) };
  }
}

/** Whether a variable is a secret, by its name. */
export function looksSecret(name: string): boolean {
  return /_TOKEN$|_KEY$|PASSWORD|SECRET/i.test(name);
}
