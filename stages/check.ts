import { join } from 'node:path';
import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import normsSchema from '../schemas/artifacts/norms.schema.json' with { type: 'json' };
import { checkColumns, runChecks } from '../src/checks/run-checks.ts';
import type { GradientNormRow } from '../src/generated/artifacts/norms.ts';
import type { CheckParams } from '../src/generated/stages/check.ts';
import { readArtifact } from '../src/results/read-artifact.ts';
import { readCells } from '../src/results/read-cells.ts';
import { readTestLabels } from '../src/results/read-test-labels.ts';
import { writeTable } from '../src/results/write-table.ts';

/** Runs the reviewer's checks on all attacks. Inputs: cells, data, and norms if there are any. */
export default defineStage<CheckParams>(async ({ provenance: { inputs }, outputs, log }) => {
  requireOutputs(outputs, 'checks');
  const { cells = [], data = [], norms = [] } = inputs;
  const labels = await readTestLabels(data);
  const rows = runChecks({
    cells: await readCells(cells, labels),
    norms: (
      await Promise.all(
        norms.map(({ path }) => readArtifact<GradientNormRow[]>(join(path, 'norms.json'), normsSchema)),
      )
    ).flat(),
    classes: new Map([...labels].map(([dataset, { classes }]) => [dataset, classes])),
  });
  await writeTable(outputs.checks!, 'checks', checkColumns, rows);
  for (const outcome of ['passed', 'failed', 'not-applicable']) {
    log.info(`${rows.filter((row) => row.outcome === outcome).length} checks ${outcome}`);
  }
});
