import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcryptjs';

// bcrypt is slow on purpose. In a thread of its own it keeps nobody else waiting.
parentPort?.on('message', ({ id, password, hash, cost }) => {
  const result = hash === undefined ? bcrypt.hashSync(password, cost) : bcrypt.compareSync(password, hash);
  parentPort?.postMessage({ id, result });
});
