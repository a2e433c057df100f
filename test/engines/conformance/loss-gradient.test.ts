import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../attacks/search/loss-gradient.test.ts'));
