import { setTimeout } from 'node:timers/promises';
import type { StudyBenchOptions } from './options.ts';
import type { BenchAttack, BenchRequest, BenchTask, Protocol, Times } from './protocol.ts';
import type { Side } from './side.ts';

/** One thing measured: the samples of each side, taken in turns. */
export interface Measurement {
  readonly threads: number;
  readonly task: BenchTask;
  readonly samples: Readonly<Record<string, readonly Times[]>>;
  /** What each side computed last. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** PyTorch's idle threads spin for a fifth of a second after their work, on the cores that the other side is to have. */
const SETTLE_MS = 400;

/** Of the study and of the profile rigorous (science.md): α in units of the pixel range. */
const ATTACKS: Readonly<Record<Protocol, readonly BenchAttack[]>> = {
  study: [
    { name: 'fgsm' },
    { name: 'bim', alpha: 0.001, steps: 20 },
    { name: 'pgd-linf', alpha: 0.001, steps: 20 },
    { name: 'pgd-l2', alpha: 15 / 255, steps: 10, randomStart: false },
  ],
  rigorous: [
    { name: 'fgsm' },
    { name: 'bim', relativeAlpha: 2.5, steps: 50 },
    { name: 'pgd-linf', relativeAlpha: 2.5, steps: 50, restarts: 5 },
    { name: 'pgd-l2', relativeAlpha: 2.5, steps: 50, restarts: 5, randomStart: true },
  ],
};

const hundredths = (count: number, step: number) =>
  Array.from({ length: count }, (_, index) => ((index + 1) * step) / 1000);

/** The study's small and large range; the ones of rigorous. ε = 0 is free for everybody and left out. */
const EPSILONS: Readonly<Record<Protocol, readonly number[]>> = {
  study: [...new Set([...hundredths(10, 5), ...hundredths(10, 50)])],
  rigorous: [0.004, 0.008, 0.016, 0.031, 0.05, 0.1, 0.2, 0.3, 0.5, 1],
};

/** Training steps; then, for each attack, the whole grid against each library. */
export function listTasks(options: StudyBenchOptions): BenchTask[] {
  const { networks, channels, batch, images, protocol } = options;
  const training = options.parts.includes('train')
    ? networks.flatMap((network) =>
        channels.map((count) => ({ do: 'train', network, channels: count, batch }) as const),
      )
    : [];
  const attacks = ATTACKS[protocol].filter(({ name }) => options.attacks.includes(name));
  const grids = options.parts.includes('grid')
    ? networks.flatMap((network) =>
        attacks.map(
          (attack) =>
            ({
              do: 'grid',
              network,
              channels: channels[0]!,
              library: 'ours',
              attack,
              epsilons: EPSILONS[protocol],
              images,
              dropFooled: protocol === 'rigorous',
            }) as const,
        ),
      )
    : [];
  return [...training, ...grids];
}

/** Both sides by turns: a busy machine then slows both. The first turn of each warms up and does not count. */
export async function measureTask(
  task: BenchTask,
  folder: string,
  sides: { readonly ours: Side; readonly peer: Side },
  { rounds, steps, libraries }: StudyBenchOptions,
): Promise<Pick<Measurement, 'samples' | 'values'>> {
  const repeats = task.do === 'train' ? steps : 1;
  const peers = task.do === 'grid' ? libraries : ['pytorch'];
  const contestants: [string, Side, BenchRequest][] = [
    ['ours', sides.ours, { ...task, folder, repeats }],
    ...peers.map((name): [string, Side, BenchRequest] => {
      const asked = task.do === 'grid' ? { ...task, library: name as 'foolbox' } : task;
      return [name, sides.peer, { ...asked, folder, repeats }];
    }),
  ];
  const samples: Record<string, Times[]> = {};
  const values: Record<string, unknown> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, side, request] of contestants) {
      await setTimeout(SETTLE_MS);
      const { times, value } = await side.ask(request);
      values[name] = value;
      if (round > 0) samples[name] = [...(samples[name] ?? []), ...times];
    }
  }
  return { samples, values };
}
