import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { countThings } from '../base/words.ts';
import { decodePng, type Pixels } from '../formats/png.ts';
import { compareText } from './compare-text.ts';
import type { ContentDifference, FileVersion } from './file-difference.ts';
import { MAX_PARSED_BYTES } from './options.ts';

/** Describes how an image changed: a PNG by its pixels, an SVG by its text, others by their sizes. */
export async function compareImages(
  path: string,
  before: FileVersion,
  after: FileVersion,
): Promise<ContentDifference> {
  if (extname(path).toLowerCase() === '.png') {
    const [a, b] = [await readPixels(before), await readPixels(after)];
    if (a !== undefined && b !== undefined) return comparePixels(a, b);
  }
  const text = await compareText(before, after);
  return {
    kind: 'image',
    summary: text?.summary ?? `the image changed, ${before.size} → ${after.size} bytes`,
    withinTolerance: false,
    ...(text?.values === undefined ? {} : { values: text.values }),
  };
}

async function readPixels({ absolutePath, size }: FileVersion): Promise<Pixels | undefined> {
  return size > MAX_PARSED_BYTES ? undefined : decodePng(await readFile(absolutePath));
}

function comparePixels(before: Pixels, after: Pixels): ContentDifference {
  const [nameBefore, nameAfter] = [nameForm(before), nameForm(after)];
  if (nameBefore !== nameAfter) {
    return { kind: 'image', summary: `${nameBefore} → ${nameAfter}`, withinTolerance: false };
  }
  const { width, height, channels } = before;
  let differing = 0;
  let largest = 0;
  let first = -1;
  for (let pixel = 0; pixel < width * height; pixel++) {
    let difference = 0;
    for (let at = pixel * channels; at < (pixel + 1) * channels; at++) {
      difference = Math.max(difference, Math.abs(before.data[at]! - after.data[at]!));
    }
    if (difference === 0) continue;
    if (first === -1) first = pixel;
    differing += 1;
    largest = Math.max(largest, difference);
  }
  return {
    kind: 'image',
    summary:
      differing === 0
        ? 'the same pixels in other bytes'
        : `${differing} of ${countThings(width * height, 'pixel')} differ, by at most ${largest} of 255, the first at (${first % width}, ${Math.floor(first / width)})`,
    withinTolerance: differing === 0,
  };
}

function nameForm({ width, height, channels }: Pixels): string {
  return `${width}×${height} ${['grey', 'grey with alpha', 'RGB', 'RGBA'][channels - 1]}`;
}
