import './on-wasm.ts';
import '../../attacks/grid/compute-grid.test.ts';
