// Made from schemas/artifacts/provenance.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * provenance.json of train: what computed the model. The same for every run on one machine; the action record has the times.
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
}
