/** A further member of the team that takes our training steps; ours.ts starts it. */
import { joinTeam } from '../../src/execute/team.ts';
import type { TeamEnd } from '../../src/execute/team-channel.ts';
import { loadEngine } from '../../src/study/engines/index.ts';
import { readImages } from './images.ts';
import { prepareTraining } from './training.ts';

/** First message to a member. */
export interface Membership {
  readonly type: 'bench';
  readonly rank: number;
  readonly size: number;
  readonly weights: string;
  readonly folder: string;
  readonly channels: number;
  readonly batch: number;
}

process.on('disconnect', () => process.exit());
process.on('message', (message: Partial<Membership>) => {
  if (message.type === 'bench') void takePart(message as Membership);
});

async function takePart({ rank, size, weights, folder, channels, batch }: Membership): Promise<void> {
  const team = joinTeam(rank, size, process as TeamEnd);
  await loadEngine({ threads: 1, gpus: 0 });
  const takeTurn = await prepareTraining(weights, await readImages(folder, channels), batch, team);
  for (;;) await takeTurn(0);
}
