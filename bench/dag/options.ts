import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS } from './list-tools.ts';

export interface BenchOptions {
  readonly peers: readonly string[];
  /** Sizes of the graph. */
  readonly counts: readonly number[];
  /** A size for our own command alone; 0: none. */
  readonly large: number;
  readonly repeat: number;
  readonly kills: number;
  readonly limitMs: number;
  readonly toolsDir: string;
  readonly workDir: string;
  readonly jsonPath: string | undefined;
}

export const USAGE = `npx tsx bench/dag/run.ts [options]
  --peers NAMES      ${Object.keys(PEERS).join(',')}
  --actions COUNTS   copies in the graph, 250,1000
  --large COUNT      a size for our own command alone, 10000; 0 leaves it out
  --repeat N         rounds, 5; every tool takes its turn in each
  --kills N          runs killed in the middle, of each kind, 6; 0 leaves out kills and flips
  --limit SECONDS    a run that takes longer is killed and counts as failed, 600
  --tools DIR        where tools are installed and kept
  --work DIR         where projects are made and removed; put it on the file system you care for
  --json FILE        every sample`;

/** @throws Error on a wrong argument */
export function parseOptions(args: readonly string[]): BenchOptions {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      peers: text(Object.keys(PEERS).join(',')),
      actions: text('250,1000'),
      large: text('10000'),
      repeat: text('5'),
      kills: text('6'),
      limit: text('600'),
      tools: text(join(tmpdir(), 'pipeline-bench-tools')),
      work: text(join(tmpdir(), `pipeline-bench-${process.pid}`)),
      json: { type: 'string' },
    },
  });
  const peers = values.peers.split(',');
  const unknown = peers.filter((name) => !Object.hasOwn(PEERS, name));
  if (unknown.length > 0)
    throw new Error(`Expected peers of ${Object.keys(PEERS).join(', ')}, got ${unknown.join(', ')}`);
  return {
    peers,
    counts: values.actions.split(',').map((part) => parseCount('actions', part, 2)),
    large: parseCount('large', values.large),
    repeat: parseCount('repeat', values.repeat, 1),
    kills: parseCount('kills', values.kills),
    limitMs: parseCount('limit', values.limit, 1) * 1000,
    toolsDir: resolve(values.tools),
    workDir: resolve(values.work),
    jsonPath: values.json === undefined ? undefined : resolve(values.json),
  };
}

function parseCount(option: string, value: string, least = 0): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < least)
    throw new Error(`Expected a whole number of at least ${least} for --${option}, got '${value}'`);
  return count;
}
