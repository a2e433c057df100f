import './on-wasm.ts';
import '../../gradient-norm/gradient-norm.test.ts';
