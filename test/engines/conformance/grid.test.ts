import './on-wasm.ts';
import '../../attacks/grid.test.ts';
