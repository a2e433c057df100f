import './on-wasm.ts';
import '../../attacks/methods/torchattacks.test.ts';
