import { GridError } from './grid-error.ts';
import type { GridRequest } from './grid-request.ts';

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
