import './on-wasm.ts';
import '../ops/elementwise.test.ts';
