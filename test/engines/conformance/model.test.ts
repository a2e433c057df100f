import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../networks/model.test.ts'));
