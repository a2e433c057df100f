import './on-wasm.ts';
import '../../training/train-network.test.ts';
