import type { ProgressReport } from '../../runner/src/stage-api/index.ts';
import type { InstallProgress } from './build-engine.ts';

/** What a stage reports while its engine is being installed: `120/210 MB, downloading TensorFlow 2.15.1`. */
export function reportInstall(
  progress: (report: ProgressReport) => void,
): (install: InstallProgress) => void {
  return ({ message, done, total, unit }) => {
    const phase = message.charAt(0).toLowerCase() + message.slice(1);
    if (unit === 'bytes') {
      const toMegabytes = (bytes: number): number => Math.round(bytes / 1e6);
      progress({ done: toMegabytes(done), total: toMegabytes(total), unit: `MB, ${phase}` });
    } else progress({ done, total: Math.max(1, total), unit: `${unit || 'steps'}, ${phase}` });
  };
}
