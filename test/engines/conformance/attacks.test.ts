import './on-wasm.ts';
import '../../attacks/methods/methods.test.ts';
