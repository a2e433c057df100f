import './on-wasm.ts';
import '../../attacks/methods/fixture.test.ts';
