/** A folder that an earlier stage made, and the point of its axes. */
export interface AxisFolder {
  /** Absolute path. */
  readonly path: string;
  readonly axes: Readonly<Record<string, string | number | boolean>>;
}

/** Which training of several of the same model: the axis `seed`, as text; null without one. */
export function seedOf({ axes: { seed } }: Pick<AxisFolder, 'axes'>): string | null {
  return seed === undefined ? null : String(seed);
}
