import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../metrics/gradient-norm.test.ts'));
