import './on-wasm.ts';
import '../../metrics/gradient-norm.test.ts';
