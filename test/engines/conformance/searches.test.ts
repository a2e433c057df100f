import './on-wasm.ts';
import '../../attacks/searches.test.ts';
