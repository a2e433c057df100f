/** A folder that an action of an earlier stage made, and the point of its axes. */
export interface AxisFolder {
  /** Absolute path. */
  readonly path: string;
  readonly axes: Readonly<Record<string, string | number | boolean>>;
}

/** The same, with the action that made it and the digest of its tree. */
export interface SourceFolder extends AxisFolder {
  readonly action: string;
  readonly digest: string;
}

/** Which repeat of a training a folder belongs to: the value of its axis `seed` as text; null without that axis. */
export function repeatOf({ axes: { seed } }: Pick<AxisFolder, 'axes'>): string | null {
  return seed === undefined ? null : String(seed);
}
