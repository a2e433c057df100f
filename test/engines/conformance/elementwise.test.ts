import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../ops/elementwise.test.ts'));
