import './on-wasm.ts';
import '../../attacks/methods/projections.test.ts';
