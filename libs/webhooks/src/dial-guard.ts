import { Config } from '@sambung/config';
import ipaddr from 'ipaddr.js';
import { lookup as resolve, LookupAddress, LookupOptions } from 'node:dns';
import { isIP, Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';

const CONNECT_TIMEOUT_MS = 5_000;

/** The address must not be called: it is not on the public internet. */
export class AddressRefused extends Error {
  constructor(address: string) {
    super(`address ${address} is not public`);
    this.name = 'AddressRefused';
  }
}

const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Only ordinary public addresses; with the development switch, this machine's own loopback as well. */
export function isCallable(address: string, allowLoopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'loopback') return allowLoopback;
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6);
}

type LookupCallback = (error: Error | null, addresses: LookupAddress[]) => void;

/** Resolves all records; one bad record refuses the name. */
const guardedLookup = (allowLoopback: boolean) => (host: string, options: LookupOptions, callback: LookupCallback) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    const bad = error ? undefined : addresses.find(({ address }) => !isCallable(address, allowLoopback));
    callback(bad ? new AddressRefused(bad.address) : error, addresses);
  });
};

/**
 * An agent that calls public addresses only. Checks literals before, every record at, and the peer after dialling:
 * a look-up is never asked for a literal, and a name may answer otherwise a moment later (DNS rebinding).
 */
export function guardedAgent(config: Config): Agent {
  const allowLoopback = config.ALLOW_LOOPBACK_WEBHOOKS;
  const dial = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(allowLoopback) as never });
  return new Agent({
    connections: 8,
    connect: (options, callback) => {
      const literal = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal) && !isCallable(literal, allowLoopback)) return callback(new AddressRefused(literal), null);
      dial(options, (error, socket) => {
        const peer = (socket as Socket | null)?.remoteAddress ?? '';
        if (error || isCallable(peer, allowLoopback)) return callback(error as never, socket as never);
        socket?.destroy();
        callback(new AddressRefused(peer), null);
      });
    },
  });
}

/** Whether a partner may register the URL: https without credentials; http only on this machine, in development. */
export function isRegistrable(text: string, allowLoopback: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if (username || password) return false;
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (isIP(host) && !isCallable(host, allowLoopback)) return false;
  const isLocal = host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && !isCallable(host, false));
  return isLocal ? allowLoopback && ['http:', 'https:'].includes(protocol) : protocol === 'https:';
}
