import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError unless the text is a whole number ≥ 1 */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError('Expected a whole number ≥ 1.');
  }
  return count;
}
