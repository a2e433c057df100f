import type { ImageSet } from '../../datasets/image-set.ts';
import { GridError } from '../errors.ts';
import type { AttackRequest } from '../search/attack-request.ts';
import type { GridCell } from './grid-cell.ts';

/** What computeGrid is to compute. */
export interface GridRequest extends AttackRequest {
  readonly images: ImageSet;
  /** How many of the images, from the first. */
  readonly count: number;
  /** How many adversarial images of each cell to keep, from the first. */
  readonly keepExamples: number;
  /** Called after each gradient and after each batch of images. */
  readonly onProgress: (progress: GridProgress) => void;
  /** Told what is allowed but looks like a mistake. */
  readonly warn?: (message: string) => void;
}

interface GridProgress {
  /** Images attacked, in fractions. */
  readonly attacked: number;
  /** Images judged. Each of `cells` is filled up to here. */
  readonly judged: number;
  readonly cells: readonly GridCell[];
}

/**
 * Checks what the grid relies on, before an hour is spent.
 * @throws GridError GRID_REQUEST (a number out of range), GRID_MISMATCH (images and models do not fit)
 */
export function checkGridRequest(request: GridRequest): void {
  for (const epsilon of request.epsilons) {
    if (!(epsilon >= 0 && Number.isFinite(epsilon))) {
      throw new GridError(
        'GRID_REQUEST',
        `epsilon is ${epsilon}`,
        'Expected a number from 0, in units of the pixel range.',
      );
    }
  }
  const twice = request.epsilons.find((epsilon, index) => request.epsilons.indexOf(epsilon) !== index);
  if (twice !== undefined) {
    throw new GridError(
      'GRID_REQUEST',
      `epsilon ${twice} is there twice`,
      'Two values of the axis are the same number, such as 0.5 and "1/2". Leave one out.',
    );
  }
  for (const name of ['count', 'batchSize', 'attackSamples', 'evaluationSamples'] as const) {
    if (!(Number.isSafeInteger(request[name]) && request[name] >= 1)) {
      throw new GridError('GRID_REQUEST', `${name} is ${request[name]}`, 'Expected a whole number from 1.');
    }
  }
  checkImages(request);
  checkChannels(request);
}

function checkImages({ images, classes, count }: GridRequest): void {
  if (count > images.count) {
    throw new GridError(
      'GRID_MISMATCH',
      `${count} images asked for, where there are ${images.count}`,
      'Ask for no more than there are.',
    );
  }
  for (let example = 0; example < count; example++) {
    const label = images.labels[example]!;
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new GridError(
        'GRID_MISMATCH',
        `Image ${example} has label ${label}, where there are ${classes} classes`,
        `Labels must run from 0 to ${classes - 1}.`,
      );
    }
  }
}

function checkChannels({ images, model, target }: GridRequest): void {
  const { channels } = images;
  for (const network of [model, target]) {
    if (network.channels !== channels) {
      throw new GridError(
        'GRID_MISMATCH',
        `${network.network} takes images of ${network.channels} channels, and these have ${channels}`,
        'Use a model that was trained on this dataset.',
      );
    }
  }
}

/**
 * Groups a batch's items by what they have in common besides ε. Each group is one grid. Usually there is one group, but in
 * a pipeline other params may vary with epsilon.
 */
export function groupByGrid<
  Params extends { readonly epsilon: number },
  Item extends { readonly params: Params },
>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { epsilon, ...shared } = item.params;
    const key = JSON.stringify(shared);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
