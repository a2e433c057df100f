import './on-wasm.ts';
import '../../training/gradient.test.ts';
