import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Protocol, protocols } from './protocol.ts';

export interface StudyBenchOptions {
  /** A Python to make an environment with, or one that has everything already. */
  readonly python: string;
  readonly toolsDir: string;
  readonly networks: readonly string[];
  readonly threads: readonly number[];
  readonly attacks: readonly string[];
  readonly libraries: readonly string[];
  readonly parts: readonly string[];
  readonly channels: readonly number[];
  /** Ours as one-thread processes beside each other, as many as the peer has threads. */
  readonly sideBySide: boolean;
  readonly rounds: number;
  /** Training steps a side takes at a turn. */
  readonly steps: number;
  readonly batch: number;
  readonly images: number;
  /** Whose attacks: of the study, or of the profile rigorous, which gives up what is fooled. */
  readonly protocol: Protocol;
  /** The artifacts of a run whose networks and test images are taken. */
  readonly trained: string | undefined;
  readonly jsonPath: string | undefined;
}

export const USAGE = `npx tsx bench/study/run.ts [options]
  --python PATH      the Python that makes the environment, python3
  --tools DIR        where the environment is kept
  --parts NAMES      train,grid
  --networks NAMES   lenet,alexnet,simplecnn,blenet,balexnet,bsimplecnn
  --channels COUNTS  1,3 (training; grids take the first)
  --attacks NAMES    fgsm,bim,pgd-linf,pgd-l2
  --libraries NAMES  torchattacks,foolbox
  --threads COUNTS   1,2
  --side-by-side     ours as that many one-thread processes, each with the whole task: as the pipeline runs
  --rounds N         7; every side takes its turn in each
  --steps N          10; training steps in a row at a turn, as in an epoch: code and caches warm
  --batch N          256, of a training step
  --images N         256, of a grid (at most 512)
  --protocol NAME    study; rigorous: 50 steps, 5 restarts, what is fooled is given up
  --trained DIR      artifacts/ of a run: its networks and test images (of one dataset) in place of fresh ones
  --json FILE        every sample`;

/** @throws Error on a wrong argument */
export function parseOptions(args: readonly string[]): StudyBenchOptions {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      python: text('python3'),
      tools: text(join(tmpdir(), 'pipeline-bench-tools')),
      parts: text('train,grid'),
      networks: text('lenet,alexnet,simplecnn,blenet,balexnet,bsimplecnn'),
      channels: text('1,3'),
      attacks: text('fgsm,bim,pgd-linf,pgd-l2'),
      libraries: text('torchattacks,foolbox'),
      threads: text('1,2'),
      'side-by-side': { type: 'boolean', default: false },
      rounds: text('7'),
      steps: text('10'),
      batch: text('256'),
      images: text('256'),
      protocol: text('study'),
      trained: { type: 'string' },
      json: { type: 'string' },
    },
  });
  return {
    python: values.python,
    toolsDir: values.tools,
    parts: values.parts.split(','),
    networks: values.networks.split(','),
    attacks: values.attacks.split(','),
    libraries: values.libraries.split(','),
    channels: parseCounts(values.channels),
    threads: parseCounts(values.threads),
    sideBySide: values['side-by-side'],
    rounds: parseCount(values.rounds),
    steps: parseCount(values.steps),
    batch: parseCount(values.batch),
    images: parseCount(values.images),
    protocol: parseProtocol(values.protocol),
    trained: values.trained,
    jsonPath: values.json,
  };
}

function parseProtocol(text: string): Protocol {
  const protocol = protocols.find((name) => name === text);
  if (protocol === undefined) throw new Error(`Expected ${protocols.join(' or ')}, got ${text}`);
  return protocol;
}

function parseCounts(text: string): number[] {
  return text.split(',').map(parseCount);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`Expected a count from 1, got ${text}`);
  return count;
}
