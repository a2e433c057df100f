import './on-wasm.ts';
import '../ops/random.test.ts';
