import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { runAndKill } from '../../runner/test/torture/killed-run.ts';
import type { Kill } from '../../runner/test/torture/plan-kill.ts';
import { canSeeProcesses } from '../../runner/test/torture/processes.ts';
import { createRandom } from '../../runner/test/torture/random.ts';
import { makeStudy, type Study } from '../../runner/test/torture/study.ts';
import { writeSquares } from '../stages/study-data.ts';

const linuxOnly = canSeeProcesses ? test.serial : test.serial.skip;

/** HOME is the study's own here; the engine stays where the user has it. */
const environment = { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache') };
const args = ['run', '--reporter', 'json'];

/** The study's own stages train a tiny Bayesian network on squares. */
async function makeTraining(t: ExecutionContext): Promise<Study> {
  const study = await makeStudy(t, {
    raw: { command: 'cp squares/*.npy ${output.raw}/', files: ['squares'], outputs: ['raw'] },
    preprocess: {
      program: 'robust-pipeline/stages/preprocess',
      inputs: { raw: 'raw/raw' },
      params: { dataset: 'npy', size: 32, validationFraction: 0.2, testFraction: 0.3, splitSeed: 0 },
      outputs: ['data'],
    },
    train: {
      program: 'robust-pipeline/stages/train',
      axes: { dataset: ['squares'], model: ['my-blenet'] },
      inputs: { data: 'preprocess/data' },
      params: {
        model: 'blenet',
        // Enough for the three kills, however late they come on a busy machine.
        epochs: 40,
        learningRate: 0.003,
        batchSize: 32,
        beta: 0.01,
        evaluationSamples: 1,
      },
      outputs: ['model', 'history', 'provenance'],
    },
  });
  mkdirSync(study.path('squares'));
  await writeSquares(study.path('squares'), 120);
  mkdirSync(study.path('node_modules'));
  symlinkSync(
    fileURLToPath(new URL('../..', import.meta.url)),
    study.path('node_modules', 'robust-pipeline'),
  );
  return study;
}

linuxOnly(
  'a training killed between its epochs and resumed ends with the bits of one never disturbed',
  async (t) => {
    t.timeout(240_000);
    const undisturbed = await makeTraining(t);
    const whole = await undisturbed.run([], { environment });
    t.is(whole.exitCode, 0, whole.stdout + whole.stderr);

    const study = await makeTraining(t);
    const random = createRandom(1);
    for (const [target, delayMs] of [
      ['runner', 0],
      ['runner-and-workers', 30],
      ['worker', 60],
    ] as const) {
      const moment = { kind: 'files', trace: 'checkpoints', count: 3 } as const;
      const kill: Kill = { target, moment, delayMs };
      const { killed, run } = await runAndKill(study.folder, study.path('cache'), kill, random, {
        args,
        environment,
      });
      t.true(killed, `${target}: ${run.stdout()}${run.stderr()}`);
      t.false(
        run.stdout().includes('"action":"train/squares/my-blenet","outcome":"executed"'),
        'it was not finished yet',
      );
    }
    const resumed = await study.run([], { environment });
    t.is(resumed.exitCode, 0, resumed.stdout + resumed.stderr);
    t.is(resumed.actions['train/squares/my-blenet']?.outcome, 'executed');
    const provenance = JSON.parse(study.read('artifacts/train/squares/my-blenet/provenance/provenance.json'));
    t.log(JSON.stringify(provenance).slice(0, 400));
    for (const file of ['model/model.safetensors', 'history/metrics.json', 'history/history.csv']) {
      const path = `artifacts/train/squares/my-blenet/${file}`;
      t.deepEqual(readFileSync(study.path(path)), readFileSync(undisturbed.path(path)), file);
    }
  },
);
