/** One stage of each kind: a TypeScript stage with an axis, and a shell command that runs once for each of its results. */
export function createPipelineJson(name: string, packageName: string): string {
  return `{
  "$schema": "./node_modules/${packageName}/schemas/pipeline.schema.json",
  "formatVersion": 1,
  "name": ${JSON.stringify(name)},
  "seed": 1,
  "defaultProfile": "full",
  "stages": {
    "roll": {
      "program": "stages/roll.ts",
      "axes": { "sides": [4, 6, 20] },
      "params": { "sides": "\${axis.sides}", "rolls": 10000 },
      "outputs": ["rolls"]
    },
    "count": {
      "command": "sort -n \${input.rolls}/rolls.txt | uniq -c > \${output.counts}/counts.txt",
      "axes": { "sides": [4, 6, 20] },
      "inputs": { "rolls": "roll/rolls" },
      "outputs": ["counts"]
    }
  },
  "profiles": {
    "full": {},
    "small": { "stages": { "roll": { "params": { "rolls": 100 } } } }
  }
}
`;
}
