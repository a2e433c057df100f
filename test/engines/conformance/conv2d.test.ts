import './on-wasm.ts';
import '../ops/conv2d.test.ts';
