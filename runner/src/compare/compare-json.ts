import { isJsonObject, type JsonValue } from '../base/json.ts';
import { countThings } from '../base/words.ts';
import { describeLargest } from './describe-largest.ts';
import { DifferenceTally } from './difference-tally.ts';
import type { ContentDifference, ValueDifference } from './file-difference.ts';
import type { CompareSettings } from './options.ts';

/** Deeper documents are compared as text, because walking them could overflow the stack. */
const MAX_DEPTH = 500;

/** Compares JSON documents value by value. @returns undefined when they are nested too deeply */
export function compareJson(
  before: JsonValue,
  after: JsonValue,
  { tolerance, maxListed }: CompareSettings,
): ContentDifference | undefined {
  const walk = new Walk(maxListed, new DifferenceTally(tolerance));
  if (!walk.compare(before, after, '', 0)) return undefined;
  const { count, isClose, values } = walk;
  const numbers = walk.tally.summarize((place) => place);
  const [first] = values;
  return {
    kind: 'json',
    summary:
      count === 0
        ? 'the same values, written otherwise'
        : `${countThings(count, 'value')} differ${count === 1 ? 's' : ''}, ${
            numbers.differing > 0 ? describeLargest(numbers) : `the first at ${first?.place}`
          }`,
    withinTolerance: isClose,
    values,
    ...(numbers.differing === 0 ? {} : { numbers }),
  };
}

class Walk {
  readonly tally: DifferenceTally<string>;
  readonly values: ValueDifference[] = [];
  readonly #maxListed: number;
  count = 0;
  isClose = true;

  constructor(maxListed: number, tally: DifferenceTally<string>) {
    this.#maxListed = maxListed;
    this.tally = tally;
  }

  /** @returns false when it is nested too deeply */
  compare(
    before: JsonValue | undefined,
    after: JsonValue | undefined,
    place: string,
    depth: number,
  ): boolean {
    if (depth > MAX_DEPTH) return false;
    if (typeof before === 'number' && typeof after === 'number') {
      const withinTolerance = this.tally.add(before, after, place || 'the document');
      if (before !== after) this.#note({ place: place || 'the document', before, after, withinTolerance });
      return true;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
      const length = Math.max(before.length, after.length);
      return Array.from({ length }, (_, index) => index).every((index) =>
        this.compare(before[index], after[index], `${place}[${index}]`, depth + 1),
      );
    }
    if (isJsonObject(before) && isJsonObject(after)) {
      return [...new Set([...Object.keys(before), ...Object.keys(after)])].every((name) =>
        this.compare(
          own(before, name),
          own(after, name),
          place === '' ? name : `${place}.${name}`,
          depth + 1,
        ),
      );
    }
    if (before !== after) {
      this.#note({
        place: place || 'the document',
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        withinTolerance: false,
      });
    }
    return true;
  }

  #note(difference: ValueDifference): void {
    this.count += 1;
    this.isClose &&= difference.withinTolerance;
    if (this.values.length < this.#maxListed) this.values.push(difference);
  }
}

function own(object: { readonly [name: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
