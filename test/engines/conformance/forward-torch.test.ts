import { runSuiteOn } from './run-suite-on.ts';

await runSuiteOn('wasm', () => import('../../networks/forward-torch.test.ts'));
