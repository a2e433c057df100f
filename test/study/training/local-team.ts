import type { Team } from '../../../src/study/training/team.ts';

/** A team whose members all live in this process. */
export function createLocalTeam(size: number): Team[] {
  let given: (Float32Array | undefined)[] = [];
  let open: { total: Promise<Float32Array>; settle: (total: Float32Array) => void } | undefined;
  return Array.from({ length: size }, (_, rank) => ({
    rank,
    size,
    sum: (values: Float32Array) => {
      const meeting = open ?? openMeeting();
      open = meeting;
      given[rank] = values;
      if (given.filter((part) => part !== undefined).length === size) {
        const total = new Float32Array(values.length);
        for (const part of given) {
          for (const [index, value] of part!.entries()) total[index]! += value;
        }
        given = [];
        open = undefined;
        meeting.settle(total);
      }
      return meeting.total.then((total) => total.slice());
    },
  }));
}

function openMeeting() {
  let settle: (total: Float32Array) => void = () => undefined;
  const total = new Promise<Float32Array>((resolve) => (settle = resolve));
  return { total, settle };
}
