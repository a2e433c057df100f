import './on-wasm.ts';
import '../../attacks/methods/searches.test.ts';
