import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import { writeDatasetFolder } from '../src/datasets/dataset-folder.ts';
import { preprocessDataset } from '../src/datasets/preprocess-dataset.ts';
import type { PreprocessParams } from '../src/generated/stages/preprocess.ts';

/** Resizes images and deals them out to training, validation and test. */
export default defineStage<PreprocessParams>(async ({ params, inputs, outputs, loadModule, log }) => {
  requireOutputs(outputs, 'data');
  const { description, parts } = await preprocessDataset(inputs.raw!, {
    dataset: params.dataset,
    ...(params.module === undefined ? {} : { definition: await loadModule(params.module) }),
    size: params.size ?? 32,
    validationFraction: params.validationFraction ?? 0.2,
    testFraction: params.testFraction,
    splitSeed: params.splitSeed ?? 0,
    developmentImages: params.developmentImages ?? 0,
  });
  await writeDatasetFolder(outputs.data!, description, parts);
  const { train, validation, test } = description.counts;
  log.info(`${description.name}: ${train} training, ${validation} validation and ${test} test images`);
});
