export default (x: number, y: number): boolean => Math.abs(x) + Math.abs(y) <= 1;
