import './on-wasm.ts';
import '../../attacks/fixture.test.ts';
