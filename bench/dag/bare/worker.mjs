// Copies what it is told to, one file at a time.
import { copyFileSync } from 'node:fs';

process.on('message', ({ from, to }) => {
  try {
    copyFileSync(from, to);
    process.send({});
  } catch (error) {
    process.send({ error: error.message });
  }
});
