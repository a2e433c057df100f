/**
 * Checks, before a program computes, that the stage declares the outputs that it writes.
 * @param outputs as the program's context has them
 * @throws Error OUTPUT_UNDECLARED
 */
export function requireOutputs(
  outputs: Readonly<Record<string, string>>,
  ...needed: readonly [string, ...string[]]
): void {
  const declared = Object.keys(outputs);
  const missing = needed.find((name) => !declared.includes(name));
  if (missing === undefined) return;
  const names = declared.map((name) => `'${name}'`).join(', ');
  throw Object.assign(
    new Error(`This program writes an output '${missing}', and the stage declares ${names}.`),
    {
      code: 'OUTPUT_UNDECLARED',
      hint: `A program names its outputs itself. Write "outputs": ${JSON.stringify(needed)} in the stage.`,
    },
  );
}
