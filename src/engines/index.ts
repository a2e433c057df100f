export { type ChosenEngine, foretellChoice } from './foretell-choice.ts';
export { fewestExamplesOfGraph, runAsGraph } from './graph/run-as-graph.ts';
export { installEngine } from './install-engine.ts';
export { type EngineStatus, listEngines } from './list-engines.ts';
export { loadEngine } from './load-engine.ts';
export * from './ops/index.ts';
