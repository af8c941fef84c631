/** What a camera says of itself when it is looked for (WS-Discovery, ONVIF Core Specification 7.3). Pure. */
import type { Found } from './questions.ts';

/** `match`: one answer as the onvif library reads it. null: no camera that can be asked further. */
export function readProbe(match: unknown, sender: string): Found | null {
  const addresses = text(inside(match, 'XAddrs')).split(/\s+/).flatMap(webAddress);
  // A camera with several networks names each; the one that answered is the one that can be reached.
  const service = addresses.find(({ hostname }) => hostname === sender) ?? addresses[0];
  if (!service) return null;
  const scopes = text(inside(match, 'scopes')).split(/\s+/);
  const model = scope(scopes, 'hardware');
  return {
    address: service.href.slice(0, 500),
    host: service.hostname,
    name: scope(scopes, 'name') || model || service.hostname,
    model,
  };
}

function webAddress(address: string): URL[] {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return [];
  return [new URL(address)];
}

/** onvif://www.onvif.org/name/Front%20door */
function scope(scopes: string[], kind: string): string {
  const start = `onvif://www.onvif.org/${kind}/`;
  const found = scopes.find((each) => each.toLowerCase().startsWith(start));
  return found ? decoded(found.slice(start.length)).slice(0, 100) : '';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('_', ' ').trim();
  } catch {
    return part;
  }
}

/** Attributes turn a text into an object with the text under `_`. */
function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return typeof value === 'object' && value !== null ? text((value as { _?: unknown })._ ?? '') : '';
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
