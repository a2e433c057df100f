/** Imports go one way: cli → diff → execute → compare → store → lockfile → hash → pipeline → generated. */
const layers = ['cli', 'diff', 'execute', 'compare', 'store', 'lockfile', 'hash', 'pipeline', 'generated'];

const upward = layers.slice(1).map((layer, index) => ({
  name: `${layer}-imports-downward-only`,
  severity: 'error',
  comment: `src/${layer} may not import what is built on top of it.`,
  from: { path: `^src/${layer}/` },
  to: { path: `^src/(${layers.slice(0, index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'progress-is-for-the-cli',
      severity: 'error',
      from: { path: '^(src|stages)/', pathNot: '^src/(cli|progress)/' },
      to: { path: '^src/progress/' },
    },
    {
      name: 'progress-is-fed-by-events',
      severity: 'error',
      from: { path: '^src/progress/' },
      to: { path: '^src/(cli|store|hash|study|stage-api)/' },
    },
    {
      name: 'runner-knows-no-tensors',
      severity: 'error',
      comment: 'Only the engine command reaches into the study, to list and install engines.',
      from: { path: '^src/(?!study/)', pathNot: '^src/(cli/commands/engine|compare/)' },
      to: { path: '^src/study/|@tensorflow|vega|resvg' },
    },
    {
      name: 'compare-reads-file-formats-only',
      severity: 'error',
      comment: 'Comparing needs the formats of tensor files, and nothing else of the study.',
      from: { path: '^src/compare/' },
      to: { path: '^src/(store|lockfile)/|^src/study/(?!tensors/)|@tensorflow|vega|resvg' },
    },
    {
      name: 'study-knows-no-runner',
      severity: 'error',
      from: { path: '^src/study/' },
      to: { path: '^src/(?!study/|generated/)' },
    },
    {
      name: 'stage-api-stands-alone',
      severity: 'error',
      from: { path: '^src/stage-api/' },
      to: { path: '^src/(?!stage-api/)' },
    },
    {
      name: 'stages-meet-api-and-study',
      severity: 'error',
      from: { path: '^stages/' },
      to: { path: '^src/(?!stage-api/|study/|generated/)' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
