/**
 * Steps of Auto-PGD after which its step size is looked at, each with the number of steps since the one before
 * (Croce & Hein 2020, section 3.2: the first after 22% of the steps, intervals shorter by 3% each time, down to 6%).
 */
export function listCheckpoints(steps: number): ReadonlyMap<number, number> {
  const share = (part: number) => Math.max(1, Math.floor(part * steps));
  const checkpoints = new Map<number, number>();
  let length = share(0.22);
  for (let step = length; step <= steps; step += length) {
    checkpoints.set(step, length);
    length = Math.max(length - share(0.03), share(0.06));
  }
  return checkpoints;
}
