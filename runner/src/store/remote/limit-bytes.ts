import { Transform } from 'node:stream';
import { RemoteError } from './remote.ts';

/** Lets at most so many bytes pass, because a server must not fill our memory or disk. */
export function limitBytes(most: number, name: string): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > most)
        done(new RemoteError('REMOTE_DAMAGED', `${name} is larger than the ${most} bytes it should have`));
      else done(null, chunk);
    },
  });
}
