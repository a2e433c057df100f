/**
 * Imports go one way (docs/decisions says why). Each list goes from what is built on top down to what everything stands on:
 * a room may import rooms that come after it, never one before it.
 */
const RUNNER = 'runner/src';
const runnerRooms = [
  'cli',
  'diff',
  'execute',
  'compare',
  'store',
  'lockfile',
  'hash',
  'pipeline',
  'generated',
  'formats',
  'base',
];
const executeRooms = [
  'watch',
  'run',
  'frozen',
  'explain',
  'upkeep',
  'plan',
  'executors',
  'worker',
  'session',
];
/** What is above knows more of pipeline.json: its text, its profiles, what its stages declare, the actions they expand to. */
const pipelineRooms = ['expand', 'stages', 'profiles', 'params', 'programs', 'document'];
const studyRooms = [
  'cli',
  'report',
  'figures',
  'checks',
  'results',
  'gradient-norm',
  'attacks',
  'training',
  'metrics',
  'statistics',
  'networks',
  'datasets',
  'engines',
  'random',
  'generated',
];

const downward = (folder, rooms) =>
  rooms.slice(1).map((room, index) => ({
    name: `${folder.replaceAll('/', '-')}-${room}-imports-downward-only`,
    severity: 'error',
    comment: `${folder}/${room} may not import what is built on top of it.`,
    from: { path: `^${folder}/${room}/` },
    to: { path: `^${folder}/(${rooms.slice(0, index + 1).join('|')})/` },
  }));

module.exports = {
  forbidden: [
    ...downward(RUNNER, runnerRooms),
    ...downward(`${RUNNER}/execute`, executeRooms),
    ...downward(`${RUNNER}/pipeline`, pipelineRooms),
    {
      name: 'rooms-of-pipeline-know-no-loading',
      severity: 'error',
      comment: 'load.ts stands on all rooms; select.ts and upstream.ts look at finished graphs.',
      from: { path: `^${RUNNER}/pipeline/[^/]+/` },
      to: { path: `^${RUNNER}/pipeline/(?!model\\.ts|glob\\.ts|command-line\\.ts)[^/]+\\.ts$` },
    },
    ...downward('src', studyRooms),
    ...downward('src/attacks', ['grid', 'search', 'methods']),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'progress-is-for-the-cli',
      severity: 'error',
      from: { path: '^(runner|src|stages)/', pathNot: `^${RUNNER}/(cli|progress)/` },
      to: { path: `^${RUNNER}/progress/` },
    },
    {
      name: 'progress-is-fed-by-events',
      severity: 'error',
      from: { path: `^${RUNNER}/progress/` },
      to: { path: `^${RUNNER}/(cli|store|hash|stage-api)/` },
    },
    {
      name: 'runner-knows-no-study',
      severity: 'error',
      comment:
        'Neither the study nor tensors, plots or fonts: a package that brings the command adds to it (cli/distribution.ts).',
      from: { path: '^runner/' },
      to: { path: '^(src|stages)/|@tensorflow|vega|resvg' },
    },
    {
      name: 'study-imports-the-ground-floor-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: `^${RUNNER}/(?!base/|formats/|stage-api/)` },
    },
    {
      name: 'study-commands-import-the-command-only',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: `^${RUNNER}/(?!base/|cli/)` },
    },
    {
      name: 'stage-api-stands-alone',
      severity: 'error',
      from: { path: `^${RUNNER}/stage-api/` },
      to: { path: `^${RUNNER}/(?!stage-api/)` },
    },
    {
      name: 'stages-meet-api-and-study',
      severity: 'error',
      from: { path: '^stages/' },
      to: { path: `^${RUNNER}/(?!stage-api/|base/|formats/)` },
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
