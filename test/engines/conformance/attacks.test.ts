import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../attacks/methods/methods.test.ts'));
