import { InvalidArgumentError } from 'commander';

const POWERS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/**
 * `500M`, `20GiB` (powers of 1024), `20GB` (powers of 1000), `4096`: bytes.
 * @throws InvalidArgumentError
 */
export function parseSize(text: string): number {
  const [, number = '', prefix = '', suffix = ''] =
    /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?b?)$/i.exec(text.trim()) ?? [];
  const power = POWERS[prefix.toLowerCase()];
  if (number === '' || power === undefined || (prefix === '' && suffix.toLowerCase() === 'ib')) {
    throw new InvalidArgumentError('Expected a size such as 500M or 20GiB.');
  }
  const base = suffix.toLowerCase() === 'b' ? 1000 : 1024;
  return Math.floor(Number(number) * base ** power);
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `45m`, `12h`, `30d`, `2w`: milliseconds. @throws InvalidArgumentError */
export function parseAge(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([smhdw])$/i.exec(text.trim()) ?? [];
  const seconds = SECONDS[unit.toLowerCase()];
  if (seconds === undefined) throw new InvalidArgumentError('Expected an age such as 12h or 30d.');
  return Number(number) * seconds * 1000;
}

/** @throws InvalidArgumentError unless the text is a whole number ≥ 0 */
export function parseNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number ≥ 0.');
  return Number(text);
}
