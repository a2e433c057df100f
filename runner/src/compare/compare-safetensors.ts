import { countThings } from '../base/words.ts';
import { TensorFileError } from '../formats/errors.ts';
import { parseSafetensorsHeader, type SafetensorsHeader } from '../formats/safetensors-header.ts';
import { compareElements, countElements, nameIndex, nameTensor } from './compare-elements.ts';
import { describeLargest } from './describe-largest.ts';
import { DifferenceTally } from './difference-tally.ts';
import { SAFETENSORS_TYPES } from './element-types.ts';
import type { ContentDifference, FileVersion, TensorDifference, ValueDifference } from './file-difference.ts';
import type { CompareSettings } from './options.ts';
import { type OpenFile, type OpenPair, readPart, withPair } from './read-pair.ts';

interface Place {
  readonly tensor: string;
  readonly index: string;
}

/** With a larger header, which would need much memory, the file is compared as bytes. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;

/** Compares weights tensor by tensor. @returns undefined when a file is damaged, or has tensors that are no floats */
export function compareSafetensors(
  before: FileVersion,
  after: FileVersion,
  settings: CompareSettings,
): Promise<ContentDifference | undefined> {
  return withPair(before, after, async (pair) => {
    const a = await readHeader(pair.before);
    const b = await readHeader(pair.after);
    return a === undefined || b === undefined ? undefined : compareFiles(pair, a, b, settings);
  });
}

async function compareFiles(
  pair: OpenPair,
  before: SafetensorsHeader,
  after: SafetensorsHeader,
  { tolerance }: CompareSettings,
): Promise<ContentDifference> {
  const total = new DifferenceTally<Place>(tolerance);
  const tensors: TensorDifference[] = [];
  for (const name of [...new Set([...before.tensors.keys(), ...after.tensors.keys()])].sort()) {
    const compared = await compareTensor(pair, before, after, name, total, tolerance);
    if (compared !== undefined) tensors.push(compared);
  }
  const values = compareMetadata(before.metadata, after.metadata);
  const numbers = total.summarize(({ tensor, index }) => `${tensor} ${index}`);
  const isOfShape = tensors.every(({ numbers: ofTensor }) => ofTensor !== undefined);
  return {
    kind: 'tensors',
    summary: summarize(tensors, values, describeLargest(numbers)),
    withinTolerance: isOfShape && values.length === 0 && numbers.beyondTolerance === 0,
    numbers,
    tensors,
    ...(values.length === 0 ? {} : { values }),
  };
}

/** @returns undefined when no element differs */
async function compareTensor(
  pair: OpenPair,
  before: SafetensorsHeader,
  after: SafetensorsHeader,
  name: string,
  total: DifferenceTally<Place>,
  tolerance: CompareSettings['tolerance'],
): Promise<TensorDifference | undefined> {
  const [a, b] = [before.tensors.get(name), after.tensors.get(name)];
  const [nameBefore, nameAfter] = [a, b].map((entry) =>
    entry === undefined ? undefined : nameTensor(SAFETENSORS_TYPES.get(entry.dtype)!.name, entry.shape),
  );
  if (a === undefined || b === undefined) {
    return a === undefined
      ? { name, change: 'added', after: nameAfter! }
      : { name, change: 'removed', before: nameBefore! };
  }
  const described = { name, change: 'changed', before: nameBefore!, after: nameAfter! } as const;
  if (nameBefore !== nameAfter) return described;
  const tally = new DifferenceTally<number>(tolerance);
  const offsets = { before: before.dataOffset + a.begin, after: after.dataOffset + b.begin };
  await compareElements(pair, offsets, countElements(a.shape), SAFETENSORS_TYPES.get(a.dtype)!, tally);
  total.merge(tally.mapPlaces((position) => ({ tensor: name, index: nameIndex(position, a.shape) })));
  const numbers = tally.summarize((position) => nameIndex(position, a.shape));
  return numbers.differing === 0 ? undefined : { ...described, numbers };
}

function compareMetadata(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): ValueDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => before[name] !== after[name])
    .map((name) => ({
      place: `metadata ${name}`,
      ...(before[name] === undefined ? {} : { before: before[name] }),
      ...(after[name] === undefined ? {} : { after: after[name] }),
      withinTolerance: false,
    }));
}

function summarize(
  tensors: readonly TensorDifference[],
  values: readonly ValueDifference[],
  largest: string,
): string {
  const count = (change: TensorDifference['change']): number =>
    tensors.filter((tensor) => tensor.change === change).length;
  const parts = [
    ...(count('added') > 0 ? [`${countThings(count('added'), 'tensor')} added`] : []),
    ...(count('removed') > 0 ? [`${countThings(count('removed'), 'tensor')} removed`] : []),
    ...(count('changed') > 0
      ? [
          `${countThings(count('changed'), 'tensor')} changed`,
          ...tensors
            .filter(({ change, numbers }) => change === 'changed' && numbers === undefined)
            .map(({ name, before, after }) => `${name} ${before} → ${after}`),
        ]
      : []),
    ...(tensors.some(({ numbers }) => numbers !== undefined) ? [largest] : []),
    ...(values.length > 0 ? ['metadata changed'] : []),
  ];
  return parts.length === 0 ? 'the same weights in other bytes' : parts.join(', ');
}

async function readHeader(file: OpenFile): Promise<SafetensorsHeader | undefined> {
  const start = await readPart(file, 0, 8);
  if (start.length < 8) return undefined;
  const headerBytes = new DataView(start.buffer).getBigUint64(0, true);
  if (headerBytes > MAX_HEADER_BYTES) return undefined;
  try {
    const bytes = await readPart(file, 0, 8 + Number(headerBytes));
    return parseSafetensorsHeader(bytes, file.path, file.size);
  } catch (error) {
    if (error instanceof TensorFileError) return undefined;
    throw error;
  }
}
