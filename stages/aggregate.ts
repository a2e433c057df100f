import { defineStage, type InputFolder } from '../src/stage-api/index.ts';
import { addMeasures } from '../src/study/aggregation/add-measures.ts';
import { tabulateCells, tabulateModels } from '../src/study/aggregation/aggregate-results.ts';
import { attackColumns } from '../src/study/aggregation/attack-table.ts';
import { cleanColumns } from '../src/study/aggregation/clean-table.ts';
import { readMeasures } from '../src/study/aggregation/read-measures.ts';
import { writeTable } from '../src/study/aggregation/write-table.ts';

/** Gathers every cell of the attack grid into one table, and every trained model into another. */
export default defineStage(async ({ provenance: { inputs }, outputs, log }) => {
  const cells = await tabulateCells(listPaths(inputs.cells));
  // A pipeline of imported models has trained none: its clean table is empty.
  const models = await tabulateModels(listPaths(inputs.models));
  const actions = (inputs.cells ?? []).map(({ action }) => action);
  const measures = await readMeasures(listPaths(inputs.measures));
  const table = addMeasures(
    { columns: attackColumns, rows: cells.map((cell) => ({ ...cell })) },
    actions,
    measures,
  );
  await writeTable(outputs.table!, 'table', table.columns, table.rows);
  await writeTable(outputs.table!, 'clean', cleanColumns, models);
  log.info(`${cells.length} cells, ${models.length} models`);
});

function listPaths(folders: readonly InputFolder[] = []): string[] {
  return folders.map((folder) => folder.path);
}
