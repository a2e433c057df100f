import './on-wasm.ts';
import '../../attacks/attacks.test.ts';
