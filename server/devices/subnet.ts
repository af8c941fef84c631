/** Addresses that somebody named to look for terminals at. Pure. */
import { problem } from '../errors.ts';

/** 254 are looked at in half a minute; a company has its terminals in one network. */
const bitsLeast = 24;

/** Of `192.168.1.0/24` and smaller, or one address; only of networks that are not the internet. Throws INPUT_INVALID. */
export function addressesOf(subnet: string): string[] {
  const [, address = '', bits = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d{1,2}))?$/.exec(subnet.trim()) ?? [];
  const parts = address.split('.').map(Number);
  const width = Number(bits);
  if (parts.length !== 4 || parts.some((part) => part > 255) || width > 32)
    throw invalid('a network such as 192.168.1.0/24');
  if (width < bitsLeast) throw invalid('at most 256 addresses, as in 192.168.1.0/24');
  if (!isLocal(parts)) throw invalid('only addresses of a local network');
  const size = 2 ** (32 - width);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const first = d - (d % size);
  const all = Array.from({ length: size }, (_, index) => [a, b, c, first + index].join('.'));
  // The first is the network's own, the last is everybody's.
  return size > 2 ? all.slice(1, -1) : all;
}

function isLocal([a = 0, b = 0]: number[]): boolean {
  if (a === 172) return b >= 16 && b < 32;
  if (a === 100) return b >= 64 && b < 128;
  return a === 10 || a === 127 || (a === 192 && b === 168) || (a === 169 && b === 254);
}

const invalid = (why: string) =>
  problem('INPUT_INVALID', { problem: `subnet: ${why}` }, { fields: { subnet: why } });
