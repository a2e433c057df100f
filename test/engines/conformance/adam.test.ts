import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../training/adam.test.ts'));
