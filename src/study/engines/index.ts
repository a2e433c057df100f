export type { InstallProgress } from './build-engine.ts';
export { EngineError, type EngineErrorCode } from './errors.ts';
export { type InstallEngineOptions, installEngine } from './install-engine.ts';
export { type EngineStatus, listEngines } from './list-engines.ts';
export { type Engine, type LoadEngineOptions, loadEngine } from './load-engine.ts';
export * from './ops/index.ts';
