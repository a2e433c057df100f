import './on-wasm.ts';
import '../../attacks/search/loss-gradient.test.ts';
