import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  readSafetensors,
  type WeightTensor,
  writeSafetensors,
} from '../../runner/src/formats/safetensors.ts';
import { type AdamState, SLOTS } from './adam-state.ts';
import { TrainingError } from './errors.ts';
import type { EpochRecord } from './history.ts';
import type { Plateau } from './plateau.ts';

/** What a training needs, besides tensors, to go on as if it had never stopped. */
interface TrainingProgress {
  /** How many epochs are done. */
  readonly epoch: number;
  /** How many mini-batches of the next epoch are done, and their sums. */
  readonly batch: number;
  readonly lossSum: number;
  readonly correct: number;
  readonly plateau: Plateau;
  readonly history: readonly EpochRecord[];
  /** From 1; 0 before the first epoch is done. */
  readonly bestEpoch: number;
}

export interface TrainingState {
  readonly progress: TrainingProgress;
  readonly adam: AdamState;
  /** Parameters at the end of the best epoch. */
  readonly best: ReadonlyMap<string, Float32Array>;
}

/** Writes a state into an empty folder. Floats keep their bits. */
export async function writeCheckpoint(
  folder: string,
  { progress, adam, best }: TrainingState,
): Promise<void> {
  const tensors = new Map<string, WeightTensor>();
  for (const [name, parameter] of adam.parameters) {
    for (const slot of SLOTS)
      tensors.set(`${slot}/${name}`, { shape: parameter.shape, data: parameter[slot]! });
    const data = best.get(name);
    if (data !== undefined) tensors.set(`best/${name}`, { shape: parameter.shape, data });
  }
  await writeSafetensors(join(folder, 'state.safetensors'), { tensors, metadata: {} });
  await writeFile(join(folder, 'progress.json'), JSON.stringify({ ...progress, step: adam.step }));
}

/**
 * Reads a state back.
 * @throws TrainingError TRAINING_CHECKPOINT_INVALID
 */
export async function readCheckpoint(folder: string): Promise<TrainingState> {
  try {
    const { step, ...progress } = JSON.parse(
      await readFile(join(folder, 'progress.json'), 'utf8'),
    ) as TrainingProgress & {
      step: number;
    };
    const { tensors } = await readSafetensors(join(folder, 'state.safetensors'));
    const best = new Map<string, Float32Array>();
    const parameters = new Map<string, { shape: readonly number[] } & Record<string, Float32Array>>();
    for (const [key, { shape, data }] of tensors) {
      const [slot, name] = key.split('/') as [string, string];
      if (slot === 'best') best.set(name, data);
      else parameters.set(name, { ...parameters.get(name), shape, [slot]: data } as never);
    }
    return { progress, adam: { step, parameters: parameters as AdamState['parameters'] }, best };
  } catch (cause) {
    throw new TrainingError(
      'TRAINING_CHECKPOINT_INVALID',
      `${folder}: this checkpoint cannot be read (${(cause as Error).message})`,
      {
        cause,
        hint: 'Remove the folder to train from the start.',
      },
    );
  }
}
