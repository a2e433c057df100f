import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, defineStage } from 'robust-pipeline-runner/stage';

interface EstimateParams {
  /** Module whose default export says whether a point lies in the shape. */
  readonly shape: string;
  /** How many points are drawn. */
  readonly points: number;
}

type Shape = (x: number, y: number) => boolean;

/** All that is needed to go on after an interruption. */
interface State {
  random: number;
  drawn: number;
  inside: number;
  /** Number of points → how many of them were inside: the finished members of the batch. */
  readonly finished: Record<number, number>;
}

const POINTS_BETWEEN_CHECKPOINTS = 10_000;

/** Estimates a shape's area in the square from -1 to 1 by random points. Smaller estimates use the first points of larger ones. */
export default defineStage<EstimateParams>(async (context) => {
  const { batch, params, seed, checkpoint, progress, log, provenance, loadModule } = context;
  const contains = await loadModule<Shape>(params.shape);
  const counts = batch.map((item) => item.params.points);
  const total = Math.max(...counts);
  const state = await resume(checkpoint, { random: seed >>> 0, drawn: 0, inside: 0, finished: {} });
  if (state.drawn > 0) log.info(`goes on after ${state.drawn} points`);

  while (state.drawn < total) {
    if (contains(2 * nextRandom(state) - 1, 2 * nextRandom(state) - 1)) state.inside += 1;
    state.drawn += 1;
    if (counts.includes(state.drawn)) state.finished[state.drawn] = state.inside;
    if (state.drawn % POINTS_BETWEEN_CHECKPOINTS !== 0) continue;
    await checkpoint.save((folder) => writeFile(join(folder, 'state.json'), JSON.stringify(state)));
    progress({
      done: state.drawn,
      total,
      unit: 'points',
      metrics: { area: (4 * state.inside) / state.drawn },
    });
    context.signal.throwIfAborted();
  }

  for (const item of batch) {
    const { points } = item.params;
    const area = (4 * state.finished[points]!) / points;
    await writeFile(join(item.outputs.estimate!, 'estimate.json'), `${JSON.stringify({ points, area })}\n`);
    log.info(`${points} points: area ${area}`);
  }
  provenance.record({ generator: 'mulberry32' });
});

async function resume(checkpoint: Checkpoint, start: State): Promise<State> {
  const folder = await checkpoint.load();
  if (folder === undefined) return start;
  return JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')) as State;
}

/** The generator mulberry32: a number in [0, 1). Its whole state is one number, so a checkpoint can hold it. */
function nextRandom(state: State): number {
  state.random = (state.random + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state.random ^ (state.random >>> 15), state.random | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
