import type { AttackDefinition } from '../attacks/attack.ts';
import type { DatasetDefinition } from '../datasets/dataset.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import type { Architecture } from '../networks/architectures.ts';

/** Declares an attack; the default export of a module that an attack's axis value names. */
export function defineAttack(attack: AttackDefinition): AttackDefinition {
  return attack;
}

/**
 * Declares a network by its table; the default export of a module that a model's axis value names.
 * @param network by default not Bayesian; relu, or softplus where it is Bayesian
 */
export function defineNetwork(
  network: Pick<Architecture, 'rows'> & Partial<Architecture>,
): Pick<Architecture, 'rows'> & Partial<Architecture> {
  return network;
}

/** Declares a dataset; the default export of a module that a dataset's axis value names. */
export function defineDataset(dataset: DatasetDefinition): DatasetDefinition {
  return dataset;
}

/** Declares a metric of attacked predictions; the default export of a module that a metric's axis value names. */
export function defineMetric(metric: MetricDefinition): MetricDefinition {
  return metric;
}
