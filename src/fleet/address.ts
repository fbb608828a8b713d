/** Where a fleet meets: `redis://[user:password@]host[:port][/database][?prefix=name]`. */

import { FleetError } from './error.ts';

export interface FleetAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly username?: string;
  readonly password?: string;
  /** `rediss://`: the connection is encrypted, and the certificate of the server is checked. */
  readonly tls: boolean;
  /** How all keys of the fleet begin, so that several fleets can share a Redis. */
  readonly prefix: string;
  /** As messages and manifests show it: without the password. */
  readonly shown: string;
}

const DEFAULT_PREFIX = 'chipcast';
const WANTED = 'wanted redis://host:6379 or rediss://user:password@host:6379/0?prefix=team';

/** @throws FleetError naming every fault; a password is never repeated */
export function parseAddress(text: string): FleetAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new FleetError(`the address of Redis cannot be read; ${WANTED}`);
  }
  const tls = url.protocol === 'rediss:';
  const prefix = url.searchParams.get('prefix') ?? DEFAULT_PREFIX;
  const database = url.pathname.replace(/^\/$/, '').slice(1) || '0';
  const faults = [
    ...(tls || url.protocol === 'redis:' ? [] : [`its scheme is ${url.protocol}`]),
    ...(url.hostname === '' ? ['it names no host'] : []),
    ...(/^\d{1,5}$/.test(database) ? [] : [`its database is ${JSON.stringify(database)}`]),
    ...(/^[\w.-]{1,64}$/.test(prefix)
      ? []
      : ['its prefix has other characters than letters, digits, . - and _, or more than 64']),
    ...[...url.searchParams.keys()]
      .filter((key) => key !== 'prefix')
      .map((key) => `it has an option ${JSON.stringify(key)}; only prefix has a meaning`),
  ];
  if (faults.length > 0)
    throw new FleetError(
      `the address of Redis cannot be used: ${faults.join(', and ')}; ${WANTED}`,
    );
  const port = url.port === '' ? 6379 : Number(url.port);
  const ending = `${database === '0' ? '' : `/${database}`}${prefix === DEFAULT_PREFIX ? '' : `?prefix=${prefix}`}`;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    database: Number(database),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    tls,
    prefix,
    shown: `${url.protocol}//${url.hostname}:${port}${ending}`,
  };
}
