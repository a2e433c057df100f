import { familyOf } from '../../figures/figure-catalogue.ts';

/** Classes of CIFAR-10 in the order of its labels (its authors' batches.meta.txt). */
const cifar10 = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

/** What a class is called: digits by themselves, CIFAR-10's by name, those of other datasets by number. */
export function nameClass(dataset: string, label: number): string {
  return (familyOf(dataset) === 'cifar10' ? cifar10[label] : undefined) ?? String(label);
}
