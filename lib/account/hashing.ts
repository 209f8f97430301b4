import 'server-only';
import { Worker } from 'node:worker_threads';
import { env } from '@/lib/env';
import { prehash } from './password';

/** bcrypt in worker threads, behind a queue with an end. */

/** More hashes are waiting than can be made in reasonable time: answer 503 and ask to come back. */
export class HashingBusy extends Error {
  override name = 'HashingBusy';
  readonly retryAfterSeconds = 5;
}

interface Job {
  id: number;
  password: string;
  hash?: string;
  cost?: number;
}

interface Waiting {
  worker: Worker;
  resolve(result: string | boolean): void;
  reject(error: Error): void;
}

class HashingPool {
  private readonly workers: Worker[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  private startWorker(): Worker {
    const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url));
    worker.unref();
    worker.on('message', ({ id, result }: { id: number; result: string | boolean }) => {
      this.waiting.get(id)?.resolve(result);
      this.waiting.delete(id);
    });
    worker.on('error', (error) => this.discard(worker, error));
    return worker;
  }

  private discard(broken: Worker, error: Error): void {
    this.workers.splice(this.workers.indexOf(broken), 1);
    for (const [id, { worker, reject }] of this.waiting) {
      if (worker !== broken) continue;
      this.waiting.delete(id);
      reject(error);
    }
  }

  private loadOf(worker: Worker): number {
    return [...this.waiting.values()].filter((job) => job.worker === worker).length;
  }

  private leastBusy(): Worker {
    while (this.workers.length < env().HASH_WORKERS) this.workers.push(this.startWorker());
    return this.workers.reduce((best, worker) => (this.loadOf(worker) < this.loadOf(best) ? worker : best));
  }

  run(job: Omit<Job, 'id'>): Promise<string | boolean> {
    if (this.waiting.size >= env().HASH_QUEUE_LIMIT) return Promise.reject(new HashingBusy());
    const worker = this.leastBusy();
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { worker, resolve, reject });
      worker.postMessage({ id, ...job });
    });
  }
}

const shared = globalThis as typeof globalThis & { sessionLabHashing?: HashingPool; sessionLabDecoy?: Promise<string> };

function pool(): HashingPool {
  shared.sessionLabHashing ??= new HashingPool();
  return shared.sessionLabHashing;
}

/** bcrypt over the prehashed password. @throws {HashingBusy} when the queue is full */
export async function hashPassword(password: string): Promise<string> {
  return (await pool().run({ password: prehash(password), cost: env().BCRYPT_COST })) as string;
}

/** @throws {HashingBusy} when the queue is full */
export async function matchesHash(password: string, hash: string): Promise<boolean> {
  return (await pool().run({ password: prehash(password), hash })) as boolean;
}

/**
 * A hash that no password matches, of the same cost as real ones: comparing with it makes an unknown user as slow to
 * refuse as a known one (OWASP Authentication Cheat Sheet, "Authentication Responses").
 */
export function decoyHash(): Promise<string> {
  shared.sessionLabDecoy ??= hashPassword(crypto.randomUUID()).catch((error) => {
    delete shared.sessionLabDecoy;
    throw error;
  });
  return shared.sessionLabDecoy;
}

/** True when the hash was made at a lower cost than hashes are made at now. */
export function isOutdated(hash: string): boolean {
  return Number(hash.split('$')[2]) < env().BCRYPT_COST;
}
