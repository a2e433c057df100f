/** A stage that computes and writes with Node alone. */
export function createRollStage(packageName: string): string {
  return `import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineStage } from '${packageName}/stage';

interface RollParams {
  /** Sides of the die. */
  readonly sides: number;
  /** How often it is rolled. */
  readonly rolls: number;
}

/** Rolls a die. Writes one number a line. The same seed gives the same rolls. */
export default defineStage<RollParams>(async ({ params, outputs, seed, progress, log }) => {
  const random = createRandom(seed);
  const rolls: number[] = [];
  while (rolls.length < params.rolls) {
    rolls.push(1 + Math.floor(random() * params.sides));
    if (rolls.length % 1000 === 0) progress({ done: rolls.length, total: params.rolls, unit: 'rolls' });
  }
  await writeFile(join(outputs.rolls, 'rolls.txt'), rolls.map((roll) => \`\${roll}\\n\`).join(''));
  log.info(\`mean \${rolls.reduce((sum, roll) => sum + roll, 0) / rolls.length}\`);
});

/** Numbers in [0, 1), a linear congruential generator (Numerical Recipes, 7.1). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
`;
}
