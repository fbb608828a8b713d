/**
 * Connections to Redis. BullMQ and ioredis are loaded here and nowhere else, and only when a fleet
 * is asked for: whoever has none does not need them.
 */

import type * as Bull from 'bullmq';
import type { Redis, RedisOptions } from 'ioredis';
import type { FleetAddress } from './address.ts';
import { FleetError, FleetFailure } from './error.ts';

/** How long the first answer may take. */
const CONNECT_MS = 10_000;
/** A connection that was cut without a word is given up after this; blocking calls take less. */
const SILENT_MS = 30_000;

/** What Redis says to whom it does not let in. */
const REFUSED = /WRONGPASS|NOAUTH|NOPERM/;

export interface Packages {
  readonly bull: typeof Bull;
  readonly Redis: typeof Redis;
}

/** @throws FleetError where they are not installed */
export async function packages(): Promise<Packages> {
  try {
    const [bull, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bull, Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new FleetError(
      'a fleet needs the packages bullmq and ioredis, which are not installed: npm install bullmq@6 ioredis@6',
    );
  }
}

export function optionsOf({ host, port, database, username, password, tls }: FleetAddress) {
  return {
    host,
    port,
    db: database,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: { servername: host } } : {}),
    // Commands wait while Redis is away; BullMQ asks for it, too.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 2000),
    connectTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
  } satisfies RedisOptions;
}

/**
 * A connection that answers.
 *
 * @param say  is told when Redis goes away, and when it is back
 * @throws FleetFailure if nobody answers, or if the password is wrong
 */
export async function connected(
  { Redis }: Packages,
  address: FleetAddress,
  say: (line: string) => void,
): Promise<Redis> {
  const client = new Redis({ ...optionsOf(address), lazyConnect: true });
  let last = 'no answer';
  let isAway = false;
  let isReady = false;
  client.on('error', (error: Error) => {
    last = plainly(error);
    if (isReady && !isAway) {
      isAway = true;
      say(`Redis at ${address.shown} does not answer (${last}); waiting until it is back`);
    }
  });
  client.on('ready', () => {
    if (isAway) say(`Redis at ${address.shown} is back`);
    [isAway, isReady] = [false, true];
  });
  const answer = new Promise<never>((_, reject) => {
    client.on('error', (error: Error) => {
      if (REFUSED.test(error.message)) reject(error);
    });
    setTimeout(() => reject(new Error(last)), CONNECT_MS).unref();
  });
  answer.catch(() => {});
  try {
    // The first attempt may fail and a later one not: Redis may be starting.
    client.connect().catch(() => {});
    await Promise.race([client.ping(), answer]);
    return client;
  } catch (error) {
    client.disconnect();
    const why = (error as Error).message;
    if (REFUSED.test(why))
      throw new FleetFailure(
        `Redis at ${address.shown} refuses the ${address.password === undefined ? 'missing password' : 'user or password'} (${why.replace(/\.$/, '')}); set CHIPCAST_REDIS to redis://user:password@host`,
      );
    throw new FleetFailure(
      `no Redis answers at ${address.shown}: ${plainly(error as Error)}; start one, or name another address`,
    );
  }
}

function plainly({ message }: Error): string {
  if (/ECONNREFUSED/.test(message)) return 'connection refused';
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'no such host';
  return message.replace(/^connect /, '') || 'connection closed';
}
