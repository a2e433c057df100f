import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import type { ReportParams } from '../src/generated/stages/report.ts';
import { loadReport } from '../src/report/load-report.ts';
import { readRecord } from '../src/report/record/read-record.ts';
import { formatRecord } from '../src/report/record/write-record.ts';
import { renderPage } from '../src/report/render-page.ts';
import { formatRunSummary } from '../src/report/run-summary.ts';

/** Writes one self-contained page about the whole run, and the results in a file that other reports can compare with. */
export default defineStage<ReportParams>(async ({ params, outputs, baseDir, provenance: { inputs } }) => {
  requireOutputs(outputs, 'report');
  const {
    table = [],
    figures = [],
    cells = [],
    histories = [],
    training = [],
    checks = [],
    norms = [],
  } = inputs;
  const data = await loadReport(
    { table, figures, cells, histories, training, checks, norms },
    { profile: params.profile ?? '', seed: params.seed, judgesPaper: params.claims !== undefined },
  );
  const compared = (params.compare ?? []).map((path) => readRecord(resolve(baseDir, path)));
  await writeFile(
    join(outputs.report!, 'index.html'),
    await renderPage(data, params, await Promise.all(compared)),
  );
  await writeFile(join(outputs.report!, 'results.json'), formatRecord(data.results));
  await writeFile(join(outputs.report!, 'summary.json'), formatRunSummary(data.results, 'index.html'));
});
