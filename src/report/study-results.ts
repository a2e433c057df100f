import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { Metrics } from '../generated/artifacts/metrics.ts';
import type { Provenance } from '../generated/artifacts/provenance.ts';
import type { ResultTable } from '../results/result-table.ts';
import type { Threat } from '../results/threat-labels.ts';
import type { EpochRow } from './parse-history.ts';

/** How one cell of the attack grid was run. */
export interface CellFacts {
  readonly dataset: string;
  readonly model: string;
  readonly bayesian: boolean;
  readonly threat: Threat;
  readonly attack: string;
  readonly epsilon: number;
  readonly attackSamples: number;
  readonly evaluationSamples: number;
}

/** The facts of a cell as they are recorded. Other fields, such as the wall times of older records, are left out. */
export function pickCellFacts({
  dataset,
  model,
  bayesian,
  threat,
  attack,
  epsilon,
  attackSamples,
  evaluationSamples,
}: CellFacts): CellFacts {
  return { dataset, model, bayesian, threat, attack, epsilon, attackSamples, evaluationSamples };
}

/** A trained model with its metrics and its history. */
export interface TrainedModel {
  /** Which repeat of the training this is; null where the model was trained once. */
  readonly repeat: string | number | null;
  readonly metrics: Metrics;
  readonly epochs: readonly EpochRow[];
  /** What computed it; undefined where no record of that was found. */
  readonly provenance: TrainingProvenance | undefined;
}

/** What computed a trained model. */
export type TrainingProvenance = Pick<Provenance, 'engine' | 'engineVersion' | 'device' | 'threads' | 'seed'>;

/** The engine as readers know it: `TensorFlow 2.15.1 (CPU)`. */
export function labelEngine({ engine, engineVersion, device }: TrainingProvenance): string {
  const names: Record<string, string> = { tensorflow: 'TensorFlow', wasm: 'TensorFlow.js WebAssembly' };
  return `${names[engine] ?? engine} ${engineVersion} (${device.toUpperCase()})`;
}

/** The fields of a record that say what computed a model. Older records have more fields, such as wall times. */
export function pickProvenance({
  engine,
  engineVersion,
  device,
  threads,
  seed,
}: TrainingProvenance): TrainingProvenance {
  return { engine, engineVersion, device, threads, seed };
}

/** An action whose output went into the results. */
export interface SourceAction {
  readonly kind: string;
  readonly action: string;
  readonly digest: string;
}

/** Everything that one run of the study found, except pictures. */
export interface StudyResults {
  /** Name of the profile; empty where it is not known. */
  readonly profile: string;
  /** The pipeline's seed. */
  readonly seed: string | number | undefined;
  /** What kind of machine ran it, in words; undefined where nobody said so. */
  readonly machine: string | undefined;
  /** Whether the results are compared with the paper: its claims, numbers and figures. */
  readonly judgesPaper?: boolean;
  readonly table: ResultTable;
  readonly cells: readonly CellFacts[];
  readonly models: readonly TrainedModel[];
  readonly checks: readonly CheckRow[];
  readonly actions: readonly SourceAction[];
}
