export type DatasetFamily = 'mnist' | 'cifar10';

/** Accuracy of guessing among the ten classes of MNIST or CIFAR-10. */
export const chance = 0.1;

/** Classes of CIFAR-10 in the order of its labels (batches.meta.txt of its authors). */
const cifar10Classes = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
];

/** The family of a dataset: `mnist-10k` is a part of MNIST. Undefined for a user's own arrays. */
export function familyOf(dataset: string): DatasetFamily | undefined {
  if (dataset === 'mnist' || dataset.startsWith('mnist-')) return 'mnist';
  if (dataset === 'cifar10' || dataset.startsWith('cifar10-')) return 'cifar10';
  return undefined;
}

/** The name of a dataset as readers know it; a dataset that the study does not know keeps its own name. */
export function labelDataset(dataset: string): string {
  const labels: Record<string, string> = { mnist: 'MNIST', 'mnist-10k': 'MNIST 10k', cifar10: 'CIFAR-10' };
  return labels[dataset] ?? dataset;
}

/** The name of a class: a word for CIFAR-10, its number for every other dataset. */
export function labelClass(dataset: string, label: number): string {
  return (familyOf(dataset) === 'cifar10' ? cifar10Classes[label] : undefined) ?? String(label);
}
