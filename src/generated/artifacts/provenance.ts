// Made from schemas/artifacts/provenance.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * provenance.json of train: what computed the model, and how long it took. Differs from machine to machine.
 */
export interface Provenance {
  /**
   * What computed the tensors.
   */
  engine: string;
  /**
   * Its version.
   */
  engineVersion: string;
  /**
   * Where it ran.
   */
  device: 'cpu' | 'gpu';
  /**
   * CPU threads it was given.
   */
  threads: number;
  /**
   * Seed of initial weights, shuffling, noise and dropout.
   */
  seed: number;
  /**
   * Seconds spent training, over all attempts.
   */
  seconds: number;
  /**
   * The same, for one epoch.
   */
  secondsPerEpoch: number;
}
