import './on-wasm.ts';
import '../../attacks/evaluate-target.test.ts';
