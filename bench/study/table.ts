import type { Measurement } from './measure.ts';
import type { Times } from './protocol.ts';

/** Smallest and median of a side's samples. */
interface Summary {
  readonly wallMs: number;
  readonly medianMs: number;
  readonly cpuMs: number;
}

/** One line a measurement: milliseconds of a step, or images a second over a whole grid, and ratios to us. */
export function renderLine({ threads, task, samples }: Measurement): string {
  const ours = summarize(samples['ours']!);
  const what = task.do === 'grid' ? `grid ${task.attack.name}` : task.do;
  const title = `${String(threads)} thr ${task.network.padEnd(10)} ${task.channels} ch ${what.padEnd(13)}`;
  const columns = Object.entries(samples).map(([name, times]) => {
    const { wallMs, medianMs, cpuMs } = summarize(times);
    const rate =
      task.do === 'grid' ? ` ${format((task.images * task.epsilons.length * 1000) / wallMs)}/s` : '';
    const ratios =
      name === 'ours'
        ? ''
        : ` (×${(wallMs / ours.wallMs).toFixed(2)} wall, ×${(medianMs / ours.medianMs).toFixed(2)} median, ×${(cpuMs / ours.cpuMs).toFixed(2)} CPU)`;
    return `${name} ${format(wallMs)} ms, median ${format(medianMs)}, CPU ${format(cpuMs)}${rate}${ratios}`;
  });
  return `${title} ${columns.join(' | ')}`;
}

function summarize(times: readonly Times[]): Summary {
  const sorted = times.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
  return {
    wallMs: sorted[0]!,
    medianMs: sorted[Math.floor(sorted.length / 2)]!,
    cpuMs: Math.min(...times.map(({ cpuMs }) => cpuMs)),
  };
}

function format(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
