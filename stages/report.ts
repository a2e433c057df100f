import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportParams } from '../src/generated/stages/report.ts';
import { defineStage } from '../src/stage-api/index.ts';
import { loadReport } from '../src/study/report/load-report.ts';
import { renderPage } from '../src/study/report/render-page.ts';

/** Writes one self-contained page about everything that was run. */
export default defineStage<ReportParams>(async ({ params, outputs, provenance: { inputs } }) => {
  const { table = [], figures = [], cells = [], histories = [], training = [] } = inputs;
  const data = await loadReport({ table, figures, cells, histories, training });
  const page = await renderPage(data, { profile: params.profile ?? '', seed: params.seed });
  await writeFile(join(outputs.report!, 'index.html'), page);
});
