export { loadModel } from './load-model.ts';
export type { Model } from './model.ts';
