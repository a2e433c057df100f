import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../ops/max-pool.test.ts'));
