import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import { toAttackRow, toWorstCaseRow, widenByMetrics } from '../src/results/attack-table.ts';
import { cleanColumns, readCleanModels } from '../src/results/clean-table.ts';
import { findFirstEpsilons, writeFirstEpsilons } from '../src/results/first-epsilon.ts';
import { addMeasures, readMeasures } from '../src/results/measures.ts';
import { cleanOutcomesFile, writeOutcomes } from '../src/results/outcomes.ts';
import { readCells } from '../src/results/read-cells.ts';
import { readTestLabels } from '../src/results/read-test-labels.ts';
import { summarizeRepeats, summaryColumns } from '../src/results/summary-table.ts';
import { findWorstCases } from '../src/results/worst-case.ts';
import { writeTable } from '../src/results/write-table.ts';

/**
 * Gathers all cells of the attack grid into one table, and all trained models into another. With the preprocessed datasets as input
 * `data`, it also writes what became of each image: whether it was classified rightly, the worst case over attacks, and the first
 * ε that fools it. With the user's own metrics as input `measures`, it adds them as columns.
 */
export default defineStage(async ({ provenance: { inputs }, outputs, log }) => {
  requireOutputs(outputs, 'table');
  const folder = outputs.table!;
  const cells = await readCells(inputs.cells ?? [], await readTestLabels(inputs.data ?? []));
  // A pipeline of imported models has trained none: its clean table is empty.
  const models = await readCleanModels(inputs.models ?? []);
  const worstCases = findWorstCases(cells);
  const table = addMeasures(
    widenByMetrics(cells, worstCases.map(toWorstCaseRow)),
    (inputs.cells ?? []).map(({ action }) => action),
    await readMeasures((inputs.measures ?? []).map(({ path }) => path)),
  );
  const judged = [
    ...cells.flatMap((cell) => (cell.correct ? [{ row: toAttackRow(cell), correct: cell.correct }] : [])),
    ...worstCases.map((worst) => ({ row: toWorstCaseRow(worst), correct: worst.correct })),
  ];

  await writeTable(folder, 'table', table.columns, table.rows);
  await writeOutcomes(
    folder,
    [...cells, ...worstCases].map(({ correct }) => correct),
  );
  await writeTable(folder, 'summary', summaryColumns, summarizeRepeats(table.rows));
  await writeTable(
    folder,
    'clean',
    cleanColumns,
    models.map(({ row }) => row),
  );
  await writeOutcomes(
    folder,
    models.map(({ correct }) => correct),
    cleanOutcomesFile,
  );
  await writeFirstEpsilons(folder, findFirstEpsilons(judged));
  log.info(`${cells.length} cells, ${worstCases.length} worst cases over attacks, ${models.length} models`);
  if (inputs.data === undefined)
    log.info('No input "data" with labels: no worst cases over attacks, no first ε');
});
