import type { Verdict } from './check-flip.ts';
import { SITUATIONS, type Situation } from './measure-times.ts';
import { median, type Results, type ToolTimes } from './results.ts';
import type { Measured } from './run-process.ts';

/** Everything that was found, as Markdown. Times are medians. */
export function renderTables(results: Results): string {
  const { machine, tools, missing, correctness, large } = results;
  const counts = [...new Set(results.times.map(({ count }) => count))];
  const emptyMs = median(results.emptyNode.map(({ wallMs }) => wallMs));
  return [
    `${machine.cores} cores (${machine.cpu}), ${machine.system}, Node ${machine.node}; an empty \`node -e 0\` takes ${seconds(emptyMs)} s.`,
    ...counts.map((count) => renderTimes(results, count, emptyMs)),
    renderOverhead(results),
    ...(large.length === 0 ? [] : [renderLarge(results)]),
    ...(correctness.length === 0 ? [] : [renderCorrectness(results)]),
    [
      ...tools.map(({ name, version, form }) => `- ${name} ${version}: ${form}.`),
      ...missing.map(({ name, why }) => `- ${name}: not measured, ${why}.`),
    ].join('\n'),
  ].join('\n\n');
}

function renderTimes({ times, tools }: Results, count: number, emptyMs: number): string {
  const ours = times.find((one) => one.count === count && one.tool.startsWith('ours'));
  const [oursCold, oursIdle] = [medianOf(ours, 'cold'), medianOf(ours, 'up to date')];
  const rows = times
    .filter((one) => one.count === count)
    .map((one) => {
      const [cold, idle] = [medianOf(one, 'cold'), medianOf(one, 'up to date')];
      const cells = SITUATIONS.map((situation) => describeSituation(one, situation));
      const peakMiB = Math.max(...one.samples.map(({ runnerMiB }) => runnerMiB));
      const compares = tools.find(({ name }) => name === one.tool)?.compares ?? '';
      return row(
        one.tool,
        compares,
        ...cells,
        ratio(cold, oursCold),
        ratio(idle, oursIdle),
        ratio(idle, emptyMs),
        peakMiB.toFixed(0),
      );
    });
  return [
    `**${count} copies and a join**: seconds (outputs written)`,
    '',
    row(
      'tool',
      'compares',
      ...SITUATIONS,
      'cold ÷ ours',
      'up to date ÷ ours',
      'up to date ÷ `node -e 0`',
      'runner MiB',
    ),
    row(...Array.from({ length: 10 }, () => '---')),
    ...rows,
  ].join('\n');
}

function describeSituation({ samples, count }: ToolTimes, situation: Situation): string {
  const of = samples.filter((sample) => sample.situation === situation);
  const failed = of.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) return failed.exitCode === null ? 'over the limit' : `exit ${failed.exitCode}`;
  if (of.length === 0) return '–';
  const written = [...new Set(of.map((sample) => sample.written))].join(' or ');
  const wrong = of.some((sample) => sample.wrong > 0) ? ', WRONG' : '';
  return `${seconds(median(of.map(({ wallMs }) => wallMs)))} (${written === `${count + 1}` ? 'all' : written}${wrong})`;
}

function medianOf(times: ToolTimes | undefined, situation: Situation): number {
  return median(
    (times?.samples ?? []).filter((sample) => sample.situation === situation).map(({ wallMs }) => wallMs),
  );
}

/** Between two sizes of the graph, so that what a run costs once does not count. */
function renderOverhead({ times, bare }: Results): string {
  const rows = (['programs', 'commands'] as const).flatMap((kind) => {
    const ours = times
      .filter(({ tool }) => tool === `ours, ${kind}`)
      .map(({ count, samples }) => ({
        count,
        samples: samples.filter(({ situation }) => situation === 'cold'),
      }));
    const without = bare.filter((one) => one.kind === kind);
    if (ours.length < 2 || without.length < 2) return [];
    const cells = (['wallMs', 'cpuMs'] as const).flatMap((measure) => {
      const [withCache, bareMs] = [perAction(ours, measure), perAction(without, measure)];
      return [withCache, bareMs, withCache - bareMs].map((ms) => ms.toFixed(2));
    });
    return [row(kind, ...cells)];
  });
  return [
    '**Overhead of the cache**: milliseconds an action, of cold runs, between the smallest and the largest graph',
    '',
    row(
      'actions',
      'wall',
      'the same without cache',
      'difference',
      'CPU',
      'the same without cache',
      'difference',
    ),
    row(...Array.from({ length: 7 }, () => '---')),
    ...rows,
  ].join('\n');
}

function perAction(
  sizes: readonly { readonly count: number; readonly samples: readonly Measured[] }[],
  measure: 'wallMs' | 'cpuMs',
): number {
  const [small, large] = [sizes[0], sizes.at(-1)];
  const of = (size: typeof small) => median((size?.samples ?? []).map((sample) => sample[measure]));
  return (of(large) - of(small)) / ((large?.count ?? 0) - (small?.count ?? 0));
}

function renderLarge({ large }: Results): string {
  return [
    `**${large[0]?.count} copies and a join**, ${large[0]?.tool}`,
    '',
    row('run', 'seconds', 'CPU seconds', 'runner MiB'),
    row('---', '---', '---', '---'),
    ...large.map(({ what, measured }) =>
      row(what, seconds(measured.wallMs), seconds(measured.cpuMs), measured.runnerMiB.toFixed(0)),
    ),
  ].join('\n');
}

function renderCorrectness({ correctness }: Results): string {
  return [
    '**After damage**: what the next run leaves',
    '',
    row(
      'tool',
      'a bit flipped in its cache, output removed',
      'its processes killed mid-run',
      'its launcher killed mid-run',
    ),
    row('---', '---', '---', '---'),
    ...correctness.map(({ tool, flip, killedTree, killedLauncher }) =>
      row(tool, flip, countVerdicts(killedTree), countVerdicts(killedLauncher)),
    ),
  ].join('\n');
}

function countVerdicts(verdicts: readonly Verdict[]): string {
  return [...new Set(verdicts)]
    .map((verdict) => `${verdicts.filter((one) => one === verdict).length} × ${verdict}`)
    .join(', ');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 9_950 ? 2 : 0);
}

function ratio(ms: number, base: number): string {
  return Number.isFinite(ms / base) ? (ms / base).toFixed(2) : '–';
}
