/**
 * Training steps and attack grids against PyTorch with torchattacks and foolbox, side by side in one run on the CPU.
 * See bench/README.md.
 *
 * npx tsx bench/study/run.ts --help
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPeers } from './install-peers.ts';
import { listTasks, type Measurement, measureTask } from './measure.ts';
import { parseOptions, type StudyBenchOptions, USAGE } from './options.ts';
import { joinSides, type Side, startSide } from './side.ts';
import { renderLine } from './table.ts';

if (process.argv.includes('--help')) {
  console.log(USAGE);
} else {
  await run(parseOptions(process.argv.slice(2)));
}

async function run(options: StudyBenchOptions): Promise<void> {
  const python = installPeers(options.python, options.toolsDir);
  const folder = mkdtempSync(join(tmpdir(), 'bench-study-'));
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    system: `${type()} ${release()}`,
  };
  const measurements: Measurement[] = [];
  let versions: unknown;
  for (const threads of options.threads) {
    const sides = startSides(python, threads, options.sideBySide);
    versions = (await sides.peer.ask({ do: 'files', folder, trained: options.trained ?? null, repeats: 1 }))
      .value;
    for (const network of options.networks) await checkSameNetwork(network, folder, sides);
    for (const task of listTasks(options)) {
      const measurement = { threads, task, ...(await measureTask(task, folder, sides, options)) };
      measurements.push(measurement);
      console.log(renderLine(measurement));
      if (options.jsonPath !== undefined) {
        const results = { startedAt: new Date().toISOString(), machine, versions, measurements };
        writeFileSync(options.jsonPath, `${JSON.stringify(results, null, 1)}\n`);
      }
    }
    sides.ours.stop();
    sides.peer.stop();
  }
  rmSync(folder, { recursive: true, force: true });
}

function startSides(python: string, threads: number, sideBySide: boolean): { ours: Side; peer: Side } {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const env = { OMP_NUM_THREADS: String(threads), MKL_NUM_THREADS: String(threads) };
  const startOurs = (count: number) =>
    startSide(process.execPath, ['--import', 'tsx', file('ours.ts'), String(count)], {});
  return {
    ours: sideBySide ? joinSides(Array.from({ length: threads }, () => startOurs(1))) : startOurs(threads),
    peer: startSide(python, [file('peer.py'), String(threads)], env),
  };
}

/** Both sides loaded the same file; a network without noise must answer the same. */
async function checkSameNetwork(
  network: string,
  folder: string,
  sides: { readonly ours: Side; readonly peer: Side },
): Promise<void> {
  const request = { do: 'logits', network, channels: 1, folder, repeats: 1 };
  const [ours, theirs] = await Promise.all([sides.ours.ask(request), sides.peer.ask(request)]);
  const logits = theirs.value as number[];
  const difference = Math.max(...(ours.value as number[]).map((value, at) => Math.abs(value - logits[at]!)));
  console.error(`${network}: logits differ by ${difference.toExponential(1)} at most`);
  if (!network.startsWith('b') && !(difference < 1e-4)) throw new Error(`${network} is not the same network`);
}
