import fc from 'fast-check';
import { PipelineError } from '../../runner/src/base/errors.ts';

/** Something that reads what others wrote. */
export interface FuzzTarget {
  readonly name: string;
  /** Makes the check of one case, which throws on anything but a right result or a typed error. */
  readonly property: fc.IAsyncProperty<unknown> | fc.IRawProperty<unknown, boolean>;
}

/** Longer than any case of ours should take, however busy the machine is. */
const MAX_CASE_MS = 20_000;

/** A target that gives each case to `read`; what comes back may be checked by `read` itself. */
export function defineTarget<Case>(
  name: string,
  arbitrary: fc.Arbitrary<Case>,
  read: (input: Case) => unknown,
): FuzzTarget {
  const property = fc.asyncProperty(arbitrary, async (input) => {
    const startedMs = performance.now();
    try {
      await read(input);
    } catch (error) {
      if (!isTyped(error)) throw error;
    }
    const tookMs = performance.now() - startedMs;
    if (tookMs > MAX_CASE_MS) throw new Error(`took ${Math.round(tookMs)} ms`);
  });
  return { name, property: property as FuzzTarget['property'] };
}

function isTyped(error: unknown): boolean {
  const isOurs = error instanceof PipelineError;
  return (
    isOurs && typeof error.code === 'string' && error.message.length > 0 && error.message.length < 1_000_000
  );
}

/** Throws unless a law holds. */
export function assertThat(holds: boolean, law: string): void {
  if (!holds) throw new Error(`broken: ${law}`);
}

/** Bytes of a valid file with some changed, cut off, doubled or put in. */
export function mutateBytes(valid: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    kind: fc.constantFrom('flip', 'set', 'cut', 'insert', 'remove', 'append'),
    at: fc.nat(Math.max(0, valid.length - 1)),
    // Headers are where the interesting bytes are.
    early: fc.boolean(),
    value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    bytes: fc.uint8Array({ maxLength: 12 }),
  });
  return fc.array(change, { maxLength: 5 }).map((changes) =>
    changes.reduce<Uint8Array>((bytes, { kind, at, early, value, bytes: more }) => {
      const place = early ? at % Math.min(Math.max(1, bytes.length), 128) : at % Math.max(1, bytes.length);
      const [before, after] = [bytes.slice(0, place), bytes.slice(place + 1)];
      if (kind === 'cut') return before;
      if (kind === 'insert') return Buffer.concat([before, more, bytes.slice(place)]);
      if (kind === 'remove') return Buffer.concat([before, after]);
      if (kind === 'append') return Buffer.concat([bytes, more]);
      const old = bytes[place] ?? 0;
      return Buffer.concat([
        before,
        Uint8Array.of(kind === 'flip' ? old ^ (1 << (value % 8)) : value),
        after,
      ]);
    }, Uint8Array.from(valid)),
  );
}

/** JSON values with the names and numbers that break careless readers. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1.5,
      2 ** 53,
      -(2 ** 31),
      1e308,
      '',
      '..',
      '/etc/passwd',
      '__proto__',
      'a\u0000b',
      '\ud800',
      '\u001b[2J',
      'x'.repeat(5000),
    ),
    fc.string({ maxLength: 8 }),
    fc.constantFrom('0'.repeat(64), 'f'.repeat(64)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(
        fc.tuple(
          fc.oneof(
            fc.string({ maxLength: 4 }),
            fc.constantFrom(
              '__proto__',
              'constructor',
              'toString',
              'length',
              'type',
              'path',
              'entries',
              'key',
            ),
          ),
          tie('value'),
        ),
        { maxLength: 4 },
      )
      .map((members) => Object.fromEntries(members)),
  ),
})).value;

/** A valid JSON value with some of its parts replaced, removed or renamed. */
export function mutateJson(valid: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(500),
    kind: fc.constantFrom('replace', 'remove', 'rename', 'double'),
    name: fc.constantFrom('__proto__', 'constructor', 'x', '', '0'),
    value: hostileJson,
  });
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const root = structuredClone({ root: valid }) as Record<string, unknown>;
    for (const { at, kind, name, value } of changes) {
      const slots = listSlots(root);
      const [container, key] = slots[at % Math.max(1, slots.length)] ?? [];
      if (container === undefined || key === undefined) continue;
      const old = container[key];
      if (kind === 'replace') container[key] = value;
      else if (kind === 'double' && Array.isArray(container)) container.push(old);
      else {
        delete container[key];
        if (kind === 'rename')
          Object.defineProperty(container, name, {
            value: old,
            enumerable: true,
            configurable: true,
            writable: true,
          });
      }
    }
    return root.root;
  });
}

function listSlots(container: Record<string, unknown>): [Record<string, unknown>, string][] {
  return Object.entries(container).flatMap(([key, value]) => [
    [container, key] as [Record<string, unknown>, string],
    ...(typeof value === 'object' && value !== null ? listSlots(value as Record<string, unknown>) : []),
  ]);
}
