import './on-wasm.ts';
import '../../training/adam.test.ts';
