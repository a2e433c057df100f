import { setTimeout } from 'node:timers/promises';
import type { StudyBenchOptions } from './options.ts';
import type { BenchAttack, BenchRequest, BenchTask, Times } from './protocol.ts';
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

/** The study's settings (science.md): α and steps in units of the pixel range. */
const ATTACKS: readonly BenchAttack[] = [
  { name: 'fgsm' },
  { name: 'bim', alpha: 0.001, steps: 20 },
  { name: 'pgd-linf', alpha: 0.001, steps: 20 },
  { name: 'pgd-l2', alpha: 15 / 255, steps: 10 },
];

const hundredths = (count: number, step: number) =>
  Array.from({ length: count }, (_, index) => ((index + 1) * step) / 1000);

/** The small and the large range. ε = 0 is free for everybody and left out. */
const EPSILONS: readonly number[] = [...new Set([...hundredths(10, 5), ...hundredths(10, 50)])];

/** Training steps; then, for each attack, the whole grid against each library. */
export function listTasks(options: StudyBenchOptions): BenchTask[] {
  const { networks, channels, batch, images } = options;
  const training = options.parts.includes('train')
    ? networks.flatMap((network) =>
        channels.map((count) => ({ do: 'train', network, channels: count, batch }) as const),
      )
    : [];
  const attacks = ATTACKS.filter(({ name }) => options.attacks.includes(name));
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
              epsilons: EPSILONS,
              images,
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
