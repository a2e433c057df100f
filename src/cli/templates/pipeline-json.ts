/**
 * One stage of each kind: a stage of this package, a TypeScript stage of the folder's own with an axis, and a
 * shell command.
 */
export function createPipelineJson(name: string): string {
  return `{
  "$schema": "./node_modules/robust-pipeline/schemas/pipeline.schema.json",
  "formatVersion": 1,
  "name": ${JSON.stringify(name)},
  "seed": 1,
  "defaultProfile": "full",
  "stages": {
    "download": {
      "program": "robust-pipeline/stages/download",
      "params": { "dataset": "mnist-10k" },
      "outputs": ["raw"]
    },
    "count": {
      "program": "stages/count.ts",
      "axes": { "threshold": [64, 128, 192] },
      "inputs": { "digits": "download/raw" },
      "params": { "threshold": "\${axis.threshold}" },
      "outputs": ["counts"]
    },
    "rank": {
      "command": "LC_ALL=C sort -t, -k3 -rn \${input.counts}/counts.csv > \${output.ranking}/ranking.csv",
      "axes": { "threshold": [64, 128, 192] },
      "inputs": { "counts": "count/counts" },
      "outputs": ["ranking"]
    }
  },
  "profiles": {
    "full": {},
    "small": { "stages": { "count": { "axes": { "threshold": [128] } }, "rank": { "axes": { "threshold": [128] } } } }
  }
}
`;
}
