import './on-wasm.ts';
import '../../networks/model.test.ts';
