import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../gradient-norm/gradient-norm.test.ts'));
