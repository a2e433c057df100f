import type { EngineName } from './backend.ts';
import type { InstallProgress } from './build-engine.ts';

export interface LoadEngineOptions {
  /** CPU threads that an op may use, the same for the life of the process. The engine wasm always uses one. */
  readonly threads: number;
  /** How many GPUs the caller may use; 0: compute on the CPU. */
  readonly gpus: number;
  readonly log?: (message: string) => void;
  /** Called while the engine is being installed, if it has to be. */
  readonly onProgress?: (progress: InstallProgress) => void;
}

/** The library that computes the tensors of this process. */
export interface Engine {
  readonly name: EngineName;
  /** Version of the TensorFlow library, or of the npm package of wasm. */
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  /** CPU threads that an op uses. */
  readonly threads: number;
  /** Facts for the action record. */
  describe(): Record<string, string | number | boolean>;
}
