/**
 * Works through items, a few side by side.
 * @param {number} count
 * @param {number} lanes
 * @param {() => (item: number) => Promise<void>} openLane gives what a lane does with an item
 */
export async function runInLanes(count, lanes, openLane) {
  let next = 0;
  const work = async () => {
    const handle = openLane();
    while (next < count) await handle(next++);
  };
  await Promise.all(Array.from({ length: lanes }, work));
}
