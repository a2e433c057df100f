import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import { writeFigure } from '../src/figures/write-figure.ts';
import type { PlotParams } from '../src/generated/stages/plot.ts';
import { readResultTable } from '../src/results/result-table.ts';

/** The default of `threat` is filled in when the pipeline is loaded. */
type Params = PlotParams & Required<Pick<PlotParams, 'threat'>>;

/** Draws one figure of the study from the table of all cells. */
export default defineStage<Params, { table: string }>(async ({ params, inputs, outputs, provenance }) => {
  requireOutputs(outputs, 'figure');
  const norms = (provenance.inputs.norms ?? []).map(({ path }) => path);
  await writeFigure(outputs.figure!, await readResultTable(inputs.table, norms), params);
});
