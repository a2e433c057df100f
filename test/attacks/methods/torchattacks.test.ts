import { readFile } from 'node:fs/promises';
import test from 'ava';
import { readNpy } from '../../../runner/src/formats/npy.ts';
import type { AttackSettings } from '../../../src/attacks/attack.ts';
import { computeGrid } from '../../../src/attacks/grid/compute-grid.ts';
import { createAttack } from '../../../src/attacks/methods/registry.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { spread } from '../../networks/spread.ts';
import { makeTorchModel } from '../../networks/torch-case.ts';
import { computeToyGrid, createToyTestImages } from '../toy-grid.ts';

/** What scripts/make-attack-fixtures.py describes: LeNet attacked by torchattacks, in float64. */
interface Fixture {
  readonly labels: readonly number[];
  readonly imagePhase: number;
  readonly cases: readonly {
    readonly file: string;
    readonly attack: string;
    readonly epsilon: number;
    readonly settings: AttackSettings;
  }[];
}

const folder = 'test/fixtures/attacks';
const pixels = 32 * 32;

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

async function attackLenet(
  { labels, imagePhase }: Fixture,
  name: string,
  epsilon: number,
  settings: AttackSettings,
) {
  const model = makeTorchModel('lenet');
  const count = labels.length;
  const { cells } = await computeGrid({
    attack: createAttack(name, settings),
    epsilons: [epsilon],
    model,
    target: model,
    attackSamples: 1,
    evaluationSamples: 1,
    images: {
      count,
      height: 32,
      width: 32,
      channels: 1,
      pixels: spread(count * pixels, imagePhase).map((value) => value * 0.5 + 0.5),
      labels: Uint8Array.from(labels),
    },
    classes: 10,
    count,
    attackSeed: 0,
    evaluationSeed: 0,
    batchSize: count,
    dropFooled: false,
    keepExamples: count,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  model.dispose();
  return cells[0]!.examples;
}

test('LeNet is attacked as by torchattacks', async (t) => {
  const fixture = JSON.parse(await readFile(`${folder}/lenet.json`, 'utf8')) as Fixture;
  t.is(fixture.cases.length, 6);
  for (const { file, attack, epsilon, settings } of fixture.cases) {
    const expected = (await readNpy(`${folder}/${file}`)).data as Float32Array;
    const actual = await attackLenet(fixture, attack, epsilon, settings);
    t.is(actual.length, expected.length);
    const differences = Array.from(actual, (value, i) => Math.abs(value - expected[i]!));
    // A sign flips where a gradient is within rounding of zero: a pixel in a thousand may take another way.
    const strays = differences.filter((difference) => difference > 1e-5).length;
    t.true(strays <= actual.length / 1000, `${attack}: ${strays} of ${actual.length} pixels differ`);
  }
});

test('searches find what those of torchattacks find', async (t) => {
  const { count, cases } = JSON.parse(await readFile(`${folder}/toy.json`, 'utf8')) as {
    readonly count: number;
    /** Null: an image at which more than one answer is right. */
    readonly cases: readonly {
      attack: string;
      epsilon: number;
      settings: AttackSettings;
      examples: (number[] | null)[];
    }[];
  };
  t.is(cases.length, 3);
  for (const { attack, epsilon, settings, examples } of cases) {
    const { cells } = await computeToyGrid({
      attack: createAttack(attack, settings),
      epsilons: [epsilon],
      images: createToyTestImages(count),
      batchSize: count,
      keepExamples: count,
    });
    t.true(examples.filter((example) => example !== null).length >= 7);
    for (const [row, example] of examples.entries()) {
      for (const [column, value] of (example ?? []).entries()) {
        const found = cells[0]!.examples[row * 4 + column]!;
        t.true(Math.abs(found - value) < 1e-5, `${attack}, image ${row}: expected ${value}, got ${found}`);
      }
    }
  }
});
