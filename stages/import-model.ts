import { join, resolve } from 'node:path';
import type { ImportModelParams } from '../src/generated/stages/import-model.ts';
import { defineStage } from '../src/stage-api/index.ts';
import { MODEL_FILE, readModelFile, writeModelFile } from '../src/study/networks/model-file.ts';
import { countParameters } from '../src/study/networks/parameters.ts';

/** Checks weights that were trained elsewhere against their network's table, and makes them a model of this study. */
export default defineStage<ImportModelParams>(async ({ params, outputs, baseDir, loadModule, log }) => {
  const definition = params.module === undefined ? undefined : await loadModule(params.module);
  const model = await readModelFile(resolve(baseDir, params.weights), params.network, definition);
  await writeModelFile(join(outputs.model!, MODEL_FILE), model);
  log.info(`${params.network}: ${countParameters(model.network)} parameters from ${params.weights}`);
});
