import { join, resolve } from 'node:path';
import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import type { ImportModelParams } from '../src/generated/stages/import-model.ts';
import { MODEL_FILE, readModelFile, writeModelFile } from '../src/networks/model-file.ts';
import { countParameters } from '../src/networks/parameters.ts';

/** Checks weights that were trained elsewhere against their network's table, and makes them a model of this study. */
export default defineStage<ImportModelParams>(async ({ params, outputs, baseDir, loadModule, log }) => {
  requireOutputs(outputs, 'model');
  const definition = params.module === undefined ? undefined : await loadModule(params.module);
  const model = await readModelFile(resolve(baseDir, params.weights), params.network, definition);
  await writeModelFile(join(outputs.model!, MODEL_FILE), model);
  log.info(`${params.network}: ${countParameters(model.network)} parameters from ${params.weights}`);
});
