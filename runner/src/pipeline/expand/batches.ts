import { hash } from 'node:crypto';
import type { AxisPoint } from '../model.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import type { Expansion, Point } from './expand-axes.ts';

/** Which actions of a stage may run together, and the seed that they share. */
export class Batches {
  readonly #stage: StageSpec;
  readonly #pipelineSeed: number;
  /** For each axis: its name, and whether it is batched. */
  readonly #axes: readonly { readonly name: string; readonly batched: boolean }[];
  readonly #isBatched: boolean;
  readonly #seeds = new Map<string, number>();

  constructor(stage: StageSpec, { axes }: Expansion, pipelineSeed: number) {
    const names = stage.fields.batch ?? [];
    this.#stage = stage;
    this.#pipelineSeed = pipelineSeed;
    this.#axes = axes.map(({ name }) => ({ name, batched: names.includes(name) }));
    this.#isBatched = this.#axes.some(({ batched }) => batched);
  }

  /** The action's id with `*` for the batched axes. Undefined where the stage has none. */
  nameGroup({ values }: Point): string | undefined {
    if (!this.#isBatched) return undefined;
    const segments = values.map(({ segment }, axis) => (this.#axes[axis]?.batched === true ? '*' : segment));
    return [this.#stage.name, ...segments].join('/');
  }

  /** The seed of the action at a point. All actions of a batch group have the same seed. */
  seedOf(point: Point, group: string | undefined): number {
    if (group === undefined) return deriveSeed(this.#pipelineSeed, this.#stage.name, point.axes);
    const known = this.#seeds.get(group);
    if (known !== undefined) return known;
    const own = Object.entries(point.axes).filter((_, axis) => this.#axes[axis]?.batched !== true);
    const seed = deriveSeed(this.#pipelineSeed, this.#stage.name, Object.fromEntries(own));
    this.#seeds.set(group, seed);
    return seed;
  }
}

/**
 * Seed of an action, a safe integer ≥ 0: the first 53 bits of the SHA-256 of the pipeline's seed, the stage, and the axes
 * that are not batched, sorted by name. So the order in which a stage declares its axes does not matter.
 */
export function deriveSeed(pipelineSeed: number, stage: string, axes: AxisPoint): number {
  const sorted = Object.entries(axes).sort(([a], [b]) => (a < b ? -1 : 1));
  const hex = hash('sha256', JSON.stringify(['seed', 1, pipelineSeed, stage, sorted]), 'hex');
  // 13 digits are 52 bits; the top bit of the next digit is the 53rd.
  return Number.parseInt(hex.slice(0, 13), 16) * 2 + (Number.parseInt(hex.charAt(13), 16) >> 3);
}
