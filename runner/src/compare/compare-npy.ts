import { countThings, formatNumber } from '../base/words.ts';
import { TensorFileError } from '../formats/errors.ts';
import { type NpyHeader, parseNpyHeader } from '../formats/npy-header.ts';
import { compareElements, countElements, nameIndex, nameTensor } from './compare-elements.ts';
import { describeLargest } from './describe-largest.ts';
import { DifferenceTally } from './difference-tally.ts';
import { type ElementType, NPY_TYPES } from './element-types.ts';
import type { ContentDifference, FileVersion } from './file-difference.ts';
import type { CompareSettings } from './options.ts';
import { type OpenFile, readPart, withPair } from './read-pair.ts';

/** Far more than any real header. */
const MAX_HEADER_BYTES = 64 * 1024;

interface OpenArray extends NpyHeader {
  readonly type: ElementType;
}

/**
 * Compares .npy files element by element.
 * @returns undefined when one is damaged, or has elements that are no numbers
 */
export function compareNpy(
  before: FileVersion,
  after: FileVersion,
  { tolerance }: CompareSettings,
): Promise<ContentDifference | undefined> {
  return withPair(before, after, async (pair) => {
    const a = await openArray(pair.before);
    const b = await openArray(pair.after);
    if (a === undefined || b === undefined) return undefined;
    const [nameBefore, nameAfter] = [nameArray(a), nameArray(b)];
    if (nameBefore !== nameAfter) {
      return { kind: 'array', summary: `${nameBefore} → ${nameAfter}`, withinTolerance: false };
    }
    const tally = new DifferenceTally<number>(tolerance);
    const offsets = { before: a.dataOffset, after: b.dataOffset };
    await compareElements(pair, offsets, countElements(a.shape), a.type, tally);
    const numbers = tally.summarize((position) => nameIndex(position, a.shape, a.fortranOrder));
    const { differing, compared, meanAbsolute } = numbers;
    return {
      kind: 'array',
      summary:
        differing === 0
          ? `${nameBefore}: the same numbers in other bytes`
          : `${nameBefore}: ${differing} of ${countThings(compared, 'element')} differ, ${describeLargest(numbers)}, mean ${formatNumber(meanAbsolute)}`,
      withinTolerance: numbers.beyondTolerance === 0,
      numbers,
    };
  });
}

async function openArray(file: OpenFile): Promise<OpenArray | undefined> {
  try {
    const header = parseNpyHeader(await readPart(file, 0, MAX_HEADER_BYTES), file.path);
    const type = NPY_TYPES.get(header.descr === '<u1' ? '|u1' : header.descr);
    if (type === undefined) return undefined;
    const isWhole = file.size - header.dataOffset === countElements(header.shape) * type.bytes;
    return isWhole ? { ...header, type } : undefined;
  } catch (error) {
    if (error instanceof TensorFileError) return undefined;
    throw error;
  }
}

function nameArray({ type, shape, fortranOrder }: OpenArray): string {
  return `${nameTensor(type.name, shape)}${fortranOrder && shape.length > 1 ? ' in Fortran order' : ''}`;
}
