import type { PlotParams } from '../src/generated/stages/plot.ts';
import { defineStage } from '../src/stage-api/index.ts';
import { readResultTable } from '../src/study/figures/result-table.ts';
import { writeFigure } from '../src/study/figures/write-figure.ts';

/** The threat's default is filled in when the pipeline is loaded. */
type Params = PlotParams & Required<Pick<PlotParams, 'threat'>>;

/** Draws one figure of the study from the table of all cells. */
export default defineStage<Params, { table: string }>(async ({ params, inputs, outputs, provenance }) => {
  const norms = (provenance.inputs.norms ?? []).map(({ path }) => path);
  await writeFigure(outputs.figure!, await readResultTable(inputs.table, norms), params);
});
