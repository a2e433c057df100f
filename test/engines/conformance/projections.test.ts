import './on-wasm.ts';
import '../../attacks/projections.test.ts';
