export default (x: number, y: number): boolean => x ** 2 + y ** 2 <= 1;
