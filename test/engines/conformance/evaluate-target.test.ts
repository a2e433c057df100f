import './on-wasm.ts';
import '../../attacks/search/evaluate-target.test.ts';
