/**
 * Our side of the benchmark: reads one JSON request a line, answers with wall and CPU milliseconds.
 *
 * npx tsx bench/study/ours.ts THREADS [PROCESSES that train together]
 */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type LedTeam, leadTeam } from '../../src/execute/team.ts';
import { computeGrid } from '../../src/study/attacks/grid.ts';
import { createAttack } from '../../src/study/attacks/registry.ts';
import { gatherImages, listRange } from '../../src/study/datasets/image-set.ts';
import { loadEngine } from '../../src/study/engines/index.ts';
import { predictedClasses } from '../../src/study/metrics/predicted-classes.ts';
import { loadModel } from '../../src/study/networks/load-model.ts';
import { readImages, weightsPath } from './images.ts';
import type { Membership } from './member.ts';
import type { BenchAnswer, BenchRequest, Times } from './protocol.ts';
import { prepareTraining } from './training.ts';

type Turn = (repeats: number) => Promise<BenchAnswer>;

const engine = await loadEngine({ threads: Number(process.argv[2] ?? 1), gpus: 0 });
console.error(JSON.stringify(engine.describe()));
const processes = Number(process.argv[3] ?? 1);
let team: LedTeam | undefined;
const prepared = new Map<string, Turn>();
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as BenchRequest;
  let turn = prepared.get(line);
  if (turn === undefined) {
    prepared.clear();
    turn = await prepare(request);
    prepared.set(line, turn);
  }
  console.log(JSON.stringify(await turn(request.repeats)));
}
await team?.dismiss();

async function prepare(request: BenchRequest): Promise<Turn> {
  const { folder, network, channels } = request;
  const weights = weightsPath(folder, network, channels);
  const images = await readImages(folder, channels);
  switch (request.do) {
    case 'logits': {
      const model = await loadModel(weights);
      const batch = gatherImages(images, listRange(0, 4));
      const noise = [{ key: [1, 2] as const, firstExample: 0, count: 4 }];
      return repeat(async () => [...model.logits(batch, noise).dataSync()]);
    }
    case 'train': {
      await team?.dismiss();
      team = leadTeam(processes, {
        entry: fileURLToPath(new URL('member.ts', import.meta.url)),
        execArgv: process.execArgv,
        greeting: (rank): Membership => ({
          type: 'bench',
          rank,
          size: processes,
          weights,
          folder,
          channels,
          batch: request.batch,
        }),
      });
      return prepareTraining(weights, images, request.batch, team);
    }
    case 'grid': {
      const model = await loadModel(weights);
      const { name, ...settings } = request.attack;
      const count = request.images;
      const labels = images.labels.subarray(0, count);
      return repeat(async () => {
        const grid = await computeGrid({
          attack: createAttack(name, settings),
          epsilons: request.epsilons,
          model,
          target: model,
          attackSamples: 1,
          evaluationSamples: 1,
          images,
          classes: 10,
          count,
          attackSeed: 1,
          evaluationSeed: 2,
          batchSize: 256,
          dropFooled: false,
          keepExamples: 0,
          signal: new AbortController().signal,
          onProgress: () => {},
        });
        return grid.cells.map((cell) =>
          measureAccuracy(predictedClasses({ values: cell.logProbabilities, classes: 10 }), labels),
        );
      });
    }
  }
}

function measureAccuracy(predictions: ArrayLike<number>, labels: Uint8Array): number {
  return labels.filter((label, index) => predictions[index] === label).length / labels.length;
}

function repeat(compute: () => Promise<unknown>): Turn {
  return async (repeats) => {
    const times: Times[] = [];
    let value: unknown;
    for (let done = 0; done < repeats; done += 1) {
      const [startedMs, usage] = [performance.now(), process.cpuUsage()];
      value = await compute();
      const { user, system } = process.cpuUsage(usage);
      times.push({ wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 });
    }
    return { times, value };
  };
}
