import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ExecutionContext } from 'ava';
import { encodeIdx } from '../../runner/src/formats/idx.ts';
import { startCommand } from '../../runner/test/cli/start-command.ts';
import { writeSquares } from '../stages/study-data.ts';

/** The study's stages on 64 images and one network of one epoch: lists as the pages refer to them. */
const PIPELINE = {
  formatVersion: 1,
  name: 'small-study',
  seed: 1,
  axes: {
    dataset: [{ name: 'npy', images: 'images.npy', labels: 'labels.npy', testFraction: 0.5 }],
    model: [{ name: 'lenet', surrogate: 'lenet', epochs: 1, learningRate: 0.001, beta: 0 }],
    attack: [{ name: 'fgsm', settings: {} }],
  },
  stages: {
    download: {
      program: 'robust-pipeline/stages/download',
      axes: { dataset: '${axes.dataset}' },
      params: {
        dataset: '${axis.dataset}',
        module: '${axis.dataset.module?}',
        images: '${axis.dataset.images?}',
        labels: '${axis.dataset.labels?}',
      },
      env: ['PIPELINE_DATA_MIRROR'],
      outputs: ['raw'],
    },
    preprocess: {
      program: 'robust-pipeline/stages/preprocess',
      axes: { dataset: '${axes.dataset}' },
      inputs: { raw: 'download/raw' },
      params: {
        dataset: '${axis.dataset}',
        module: '${axis.dataset.module?}',
        testFraction: '${axis.dataset.testFraction?}',
      },
      outputs: ['data'],
    },
    train: {
      program: 'robust-pipeline/stages/train',
      axes: { dataset: '${axes.dataset}', model: '${axes.model}' },
      inputs: { data: 'preprocess/data' },
      params: {
        model: '${axis.model}',
        module: '${axis.model.module?}',
        epochs: '${axis.model.epochs}',
        learningRate: '${axis.model.learningRate}',
        beta: '${axis.model.beta}',
        batchSize: 16,
        evaluationSamples: 1,
      },
      outputs: ['model', 'history'],
    },
    'attack-grid': {
      program: 'robust-pipeline/stages/attack-grid',
      axes: {
        dataset: '${axes.dataset}',
        model: '${axes.model}',
        threat: ['direct'],
        attack: '${axes.attack}',
        epsilon: [0, 0.1],
      },
      batch: ['epsilon'],
      inputs: {
        model: 'train/model',
        surrogate: { from: 'train/model', where: { model: '${axis.model.surrogate}' } },
        data: 'preprocess/data',
      },
      params: {
        attack: '${axis.attack}',
        module: '${axis.attack.module?}',
        settings: '${axis.attack.settings}',
        epsilon: '${axis.epsilon}',
        threat: '${axis.threat}',
        images: 8,
        evaluationSamples: 1,
      },
      outputs: ['result'],
    },
    measure: {
      program: 'robust-pipeline/stages/measure',
      axes: { metric: [{ name: 'images', module: 'metrics/images.ts' }] },
      inputs: { cells: 'attack-grid/result' },
      params: { metric: '${axis.metric}', module: '${axis.metric.module}' },
      outputs: ['values'],
    },
    aggregate: {
      program: 'robust-pipeline/stages/aggregate',
      inputs: { cells: 'attack-grid/result', models: 'train/history', measures: 'measure/values' },
      outputs: ['table'],
    },
  },
};

/** Where a page says that its line goes. */
export type AxisPlace = readonly ['axes', string] | readonly ['stages', string, 'axes', string];

/** A small study in a folder of its own, run by the real command. */
export class SmallStudy {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), content);
  }

  /** Puts a page's line into pipeline.json. */
  async addValue(place: AxisPlace, line: string): Promise<void> {
    const path = join(this.folder, 'pipeline.json');
    const document = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    let list: unknown = document;
    for (const name of place) list = (list as Record<string, unknown>)[name];
    (list as unknown[]).push(JSON.parse(line));
    await this.write('pipeline.json', JSON.stringify(document, null, 2));
  }

  /** Runs all of it. @returns action → outcome */
  async run(t: ExecutionContext): Promise<Record<string, string>> {
    const { stdout, stderr, exitCode } = await startCommand(['-C', this.folder, 'run', '--reporter', 'json']);
    t.is(exitCode, 0, stdout + stderr);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; action: string; outcome: string });
    return Object.fromEntries(
      events.filter(({ type }) => type === 'action').map(({ action, outcome }) => [action, outcome]),
    );
  }

  artifact(path: string): Promise<string> {
    return readFile(join(this.folder, 'artifacts', path), 'utf8');
  }
}

/** The study, run once: everything that a page adds comes on top. */
export async function makeSmallStudy(t: ExecutionContext): Promise<SmallStudy> {
  const folder = await mkdtemp(join(tmpdir(), 'small-study-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const study = new SmallStudy(folder);
  await study.write('package.json', JSON.stringify({ name: 'reader', private: true, type: 'module' }));
  // As `npm link` would; what a linked package needs, its user has to have.
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('.'), join(folder, 'node_modules', 'robust-pipeline'));
  await symlink(resolve('node_modules/@tensorflow'), join(folder, 'node_modules', '@tensorflow'));
  await study.write('pipeline.json', JSON.stringify(PIPELINE, null, 2));
  await study.write('metrics/images.ts', 'export default ({ count }: { count: number }) => count;\n');
  await writeSquares(folder, 64);
  const outcomes = await study.run(t);
  t.true(Object.values(outcomes).every((outcome) => outcome === 'executed'));
  return study;
}

/** File name → bytes, as the page on datasets has their digests. */
function makeIdxFiles(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [prefix, count] of [
    ['train', 64],
    ['t10k', 32],
  ] as const) {
    const labels = Uint8Array.from({ length: count }, (_, image) => image % 10);
    const pixels = new Uint8Array(count * 784);
    labels.forEach((label, image) => {
      const start = image * 784 + label * 56;
      pixels.fill(255, start, start + 56);
    });
    files.set(`${prefix}-images-idx3-ubyte`, encodeIdx({ shape: [count, 28, 28], data: pixels }));
    files.set(`${prefix}-labels-idx1-ubyte`, encodeIdx({ shape: [count], data: labels }));
  }
  return files;
}

export async function writeMirror(study: SmallStudy, folder: string): Promise<void> {
  for (const [name, bytes] of makeIdxFiles())
    await study.write(`mirror/${folder}/${name}.gz`, gzipSync(bytes));
}
