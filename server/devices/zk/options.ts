/** Settings of a terminal by name, and what it can do by what they say: never by its brand. */
import type { TerminalCounts } from './counts.ts';
import { decodeId } from './deviceText.ts';

/** `~SerialNumber=ABC123`, NUL-ended; some firmware sends the value alone. Null for another name than was asked. */
export function decodeOption(data: Buffer, name: string): string | null {
  const text = decodeId(data).trim();
  const equals = text.indexOf('=');
  if (equals < 0) return text;
  return bare(text.slice(0, equals)) === bare(name) ? text.slice(equals + 1).trim() : null;
}

const bare = (name: string): string => name.replace(/^~/, '').toLowerCase();

export type TerminalIdentity = {
  serial: string | null;
  mac: string | null;
  ip: string | null;
  netmask: string | null;
  gateway: string | null;
  name: string | null;
  vendor: string | null;
  platform: string | null;
  firmware: string | null;
  producedAt: string | null;
};

/** Options behind the identity; the firmware has a command of its own. */
export const identityOptions = {
  serial: '~SerialNumber',
  mac: 'MAC',
  ip: 'IPAddress',
  netmask: 'NetMask',
  gateway: 'GATEIPAddress',
  name: '~DeviceName',
  vendor: '~OEMVendor',
  platform: '~Platform',
  producedAt: '~ProductTime',
} as const satisfies Partial<Record<keyof TerminalIdentity, string>>;

export const capabilityOptions = [
  ...['FingerFunOn', '~ZKFPVersion', 'FaceFunOn', 'ZKFaceVersion', '~PIN2Width', 'WorkCode'],
  ...['~ExtendFmt', '~UserExtFmt'],
] as const;

export type TerminalCapabilities = {
  fingers: boolean;
  /** Templates pass only between terminals of the same one. */
  fingerVersion: string | null;
  faces: boolean;
  faceVersion: string | null;
  /** Faces and photos cannot be read or written over port 4370; only PUSH carries them. */
  faceTemplates: false;
  photos: false;
  /** The longest user id, as the terminal says. */
  userIdWidth: number | null;
  workCodes: boolean;
  /** Layouts, known once they were read. */
  userBytes: number | null;
  logBytes: number | null;
};

export function capabilitiesOf(
  options: ReadonlyMap<string, string | null>,
  counts: TerminalCounts,
  pinWidth: number | null,
): TerminalCapabilities {
  const text = (name: string): string | null => options.get(name) || null;
  const on = (name: string, capacity: number | null): boolean => {
    const said = text(name);
    return said === null ? (capacity ?? 0) > 0 : said !== '0';
  };
  const width = Number(text('~PIN2Width') ?? pinWidth ?? 0);
  return {
    fingers: on('FingerFunOn', counts.capacity.fingers),
    fingerVersion: text('~ZKFPVersion'),
    faces: on('FaceFunOn', counts.capacity.faces),
    faceVersion: text('ZKFaceVersion'),
    faceTemplates: false,
    photos: false,
    userIdWidth: width > 0 ? width : null,
    workCodes: on('WorkCode', null),
    userBytes: null,
    logBytes: null,
  };
}
