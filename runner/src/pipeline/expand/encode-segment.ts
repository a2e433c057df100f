import type { AxisValueName } from '../model.ts';

/**
 * An axis value as one segment of an action's id, which is also a folder name: characters outside
 * `A-Z a-z 0-9 . _ + -` become the percent-encoded bytes of their UTF-8. Numbers are written as JSON writes them.
 */
export function encodeSegment(value: AxisValueName): string {
  const text = typeof value === 'number' ? JSON.stringify(value) : String(value);
  return text.replace(/[^A-Za-z0-9._+-]/gu, (character) =>
    Array.from(
      Buffer.from(character, 'utf8'),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  );
}
