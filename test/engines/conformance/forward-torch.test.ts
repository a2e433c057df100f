import './on-wasm.ts';
import '../../networks/forward-torch.test.ts';
