import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import type { Measure } from '../src/generated/artifacts/measure.ts';
import type { MeasureParams } from '../src/generated/stages/measure.ts';
import { measureCells } from '../src/results/measure-cells.ts';

/** Computes one of the user's own metrics from every cell of the attack grid. Nothing is attacked again. */
export default defineStage<MeasureParams>(async ({ params, outputs, provenance, loadModule, log }) => {
  requireOutputs(outputs, 'values');
  const { metric, module } = params;
  const values = await measureCells(metric, await loadModule(module), provenance.inputs.cells ?? []);
  const measure: Measure = { metric, values };
  await writeFile(join(outputs.values!, 'values.json'), `${JSON.stringify(measure, null, 2)}\n`);
  log.info(`${metric}: ${Object.keys(values).length} cells`);
});
