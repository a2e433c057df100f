import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../attacks/methods/searches.test.ts'));
