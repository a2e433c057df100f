import type { DifferenceTally } from './difference-tally.ts';
import type { ElementType } from './element-types.ts';
import { isSameBytes, type OpenPair, readPairwise } from './read-pair.ts';

/** Compares equally many elements of one type from two files. @param tally gets each pair with its position */
export function compareElements(
  pair: OpenPair,
  offsets: { readonly before: number; readonly after: number },
  count: number,
  type: ElementType,
  tally: DifferenceTally<number>,
): Promise<void> {
  return readPairwise(pair, offsets, count * type.bytes, (before, after, position) => {
    const length = before.length / type.bytes;
    if (isSameBytes(before, after)) {
      tally.addEqual(length);
      return;
    }
    const [a, b] = [type.decode(before), type.decode(after)];
    const first = position / type.bytes;
    for (let i = 0; i < length; i++) addPair(tally, a[i]!, b[i]!, first + i);
  });
}

function addPair(
  tally: DifferenceTally<number>,
  before: number | bigint,
  after: number | bigint,
  index: number,
): void {
  if (typeof before === 'number' || typeof after === 'number') {
    tally.add(Number(before), Number(after), index);
    return;
  }
  // Beyond 2^53, different integers may be the same double.
  const difference = before > after ? before - after : after - before;
  tally.add(Number(before), Number(after), index, Number(difference));
}

/** `(3, 17)`: where the element at a position is. */
export function nameIndex(position: number, shape: readonly number[], isFortranOrder = false): string {
  const sizes = isFortranOrder ? shape : shape.toReversed();
  const index: number[] = [];
  let rest = position;
  for (const size of sizes) {
    index.push(rest % size);
    rest = Math.floor(rest / size);
  }
  return `(${(isFortranOrder ? index : index.reverse()).join(', ')})`;
}

/** `float32 (6, 1, 5, 5)`. */
export function nameTensor(type: string, shape: readonly number[]): string {
  return `${type} (${shape.join(', ')})`;
}

export function countElements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
