import './on-wasm.ts';
import '../../attacks/loss-gradient.test.ts';
