import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../attacks/grid/compute-grid.test.ts'));
