import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../ops/conv2d.test.ts'));
