import './on-wasm.ts';
import '../ops/max-pool.test.ts';
