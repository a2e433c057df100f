import './on-wasm.ts';
import '../../attacks/torchattacks.test.ts';
