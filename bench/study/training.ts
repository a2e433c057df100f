import { gatherImages, gatherLabels, type ImageSet, listRange } from '../../src/study/datasets/image-set.ts';
import { readModelFile } from '../../src/study/networks/model-file.ts';
import { listParameters } from '../../src/study/networks/parameters.ts';
import { drawBatchRandomness } from '../../src/study/training/batch-randomness.ts';
import { createDescent } from '../../src/study/training/descent.ts';
import { shareOf, type Team } from '../../src/study/training/team.ts';
import type { BenchAnswer, Times } from './protocol.ts';

const trainSize = 50_000;
const beta = 0.1;

/** Takes steps in a row. Only the first member says how many. */
export type TrainingTurn = (steps: number) => Promise<BenchAnswer>;

/** Steps as the study's training loop takes it (train-network.ts), on images already chosen, each member on its share. */
export async function prepareTraining(
  weights: string,
  images: ImageSet,
  count: number,
  team: Team,
): Promise<TrainingTurn> {
  const { network, parameters: values } = await readModelFile(weights);
  const parameters = new Map(
    listParameters(network).map(({ name, shape }) => [name, { shape, value: values.get(name)! }]),
  );
  const descent = createDescent(network, { step: 0, parameters }, team);
  const share = shareOf(team, count);
  const range = listRange(share.first, share.count);
  const batch = { images: gatherImages(images, range), labels: gatherLabels(images, range) };
  return async (steps) => {
    // Nobody runs ahead while the clock stands.
    const [agreed = 0] = await team.sum(Float32Array.of(steps));
    const usage = process.cpuUsage();
    const wallsMs: number[] = [];
    let value: unknown;
    for (let step = 0; step < agreed; step += 1) {
      const startedMs = performance.now();
      const { loss, correct } = await descent.step({
        batch,
        weight: share.count / count,
        randomness: drawBatchRandomness(network, 1, 0, share.first, share.count),
        klShare: network.bayesian ? beta / trainSize : 0,
        learningRate: 1e-3,
      });
      wallsMs.push(performance.now() - startedMs);
      value = [loss, correct];
    }
    const { user, system } = process.cpuUsage(usage);
    const [totalMs = 0] = await team.sum(Float32Array.of((user + system) / 1000));
    return { times: wallsMs.map((wallMs): Times => ({ wallMs, cpuMs: totalMs / agreed })), value };
  };
}
