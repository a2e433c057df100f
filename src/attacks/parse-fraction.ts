/**
 * The number that pipeline.json means by a number, or by a fraction as text: `"8/255"`. Numerator and denominator are read as
 * doubles and divided once, as `8 / 255` in JavaScript or Python, so that both give the same bits.
 * @param value of a param whose schema has the pattern of a fraction
 */
export function parseFraction(value: number | string): number {
  if (typeof value === 'number') return value;
  const [numerator, denominator] = value.split('/').map(Number);
  return numerator! / denominator!;
}
