import './on-wasm.ts';
import '../../networks/bayesian.test.ts';
