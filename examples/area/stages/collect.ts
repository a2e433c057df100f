import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineStage, type InputFolder } from 'robust-pipeline-runner/stage';

/** `estimates` is gathered: this stage has no axes, so it gets the folders of all points and shapes. */
type Inputs = { readonly estimates: readonly InputFolder[] };

/** Writes all estimates as one table. */
export default defineStage<Record<string, never>, Inputs>(async ({ inputs, outputs, log }) => {
  const rows: string[] = [];
  for (const { path, axes, action } of inputs.estimates) {
    const { area } = JSON.parse(await readFile(join(path, 'estimate.json'), 'utf8')) as { area: number };
    rows.push(`${axes.shape},${axes.points},${area}\n`);
    log.info(`read ${action}`);
  }
  await writeFile(join(outputs.table!, 'areas.csv'), ['shape,points,area\n', ...rows].join(''));
});
