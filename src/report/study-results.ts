import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { Metrics } from '../generated/artifacts/metrics.ts';
import type { Provenance } from '../generated/artifacts/provenance.ts';
import type { ResultTable } from '../results/result-table.ts';
import type { Threat } from '../results/threat-labels.ts';
import type { EpochRecord } from './parse-history.ts';

/** A cell of the grid, as it was run. */
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

export interface TrainedModel {
  /** Which training of several of the same model; null where there is one. */
  readonly repeat: string | number | null;
  readonly metrics: Metrics;
  readonly epochs: readonly EpochRecord[];
  /** How it was trained; undefined when no record of that was found. */
  readonly provenance: Provenance | undefined;
}

/** An action whose output went into the results. */
export interface SourceAction {
  readonly kind: string;
  readonly action: string;
  readonly digest: string;
}

/** Everything that one run of the study found, apart from pictures. */
export interface StudyResults {
  /** Name of the profile; empty when not known. */
  readonly profile: string;
  /** The pipeline's seed. */
  readonly seed: string | number | undefined;
  /** What kind of machine ran it, in words, where somebody said so. */
  readonly machine: string | undefined;
  readonly table: ResultTable;
  readonly cells: readonly CellFacts[];
  readonly models: readonly TrainedModel[];
  readonly checks: readonly CheckRow[];
  readonly actions: readonly SourceAction[];
}
