/** What a terminal is told when it introduces itself. */
import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { encodeTime } from '../zk/deviceTime.ts';

export const protocolVersions = { att: '2.4.1', acc: '3.1.2' };
/** Larger bodies it sends in parts. */
export const maxPostBytes = 1_048_576;

export type HandshakeTold = {
  serial: string;
  zone: string;
  nowMs: number;
  /** Users, fingers, faces and photos too, and not only records. */
  liveSync: boolean;
  /** As it told them with what is stored here; without one it sends everything again. */
  stamps: Readonly<Record<string, string>>;
  /** Of its own protocol; the lower one holds. */
  version: string | undefined;
};

/** Stamps only save time: what comes twice is one here, whatever they say. */
export function attendanceHandshake(told: HandshakeTold): string {
  const { serial, stamps, liveSync } = told;
  return lines([
    `GET OPTION FROM: ${serial}`,
    ...stampTables.map((table) => `${table}Stamp=${stamps[table] ?? '0'}`),
    'ErrorDelay=30',
    'Delay=5',
    'TransTimes=00:00;14:05',
    'TransInterval=1',
    `TransFlag=${liveSync ? everything : recordsAndUsers}`,
    `TimeZone=${zoneText(told)}`,
    'Realtime=1',
    'Encrypt=None',
    `ServerVer=${protocolVersions.att}`,
    `PushProtVer=${lower(told.version, protocolVersions.att)}`,
    'PushOptionsFlag=1',
    'PushOptions=FingerFunOn,FaceFunOn,MultiBioDataSupport,MultiBioPhotoSupport',
    'SupportPing=1',
    `MaxPostSize=${maxPostBytes}`,
  ]);
}

export const stampTables = ['ATTLOG', 'OPERLOG', 'BIODATA', 'ERRORLOG', 'ATTPHOTO'] as const;

/** AttLog, OpLog, (photos of punches never,) EnrollFP, EnrollUser, (images of fingers never,) ChgUser, ChgFP, FACE, UserPic, WORKCODE, BioPhoto. */
const everything = '110110111101';
const recordsAndUsers = '110010100000';

export function accessHandshake(deviceId: string): string {
  return lines([
    'registry=ok',
    `RegistryCode=${registryCode(deviceId)}`,
    `SessionID=${secretOf(deviceId, 'session').toUpperCase()}`,
    ...accessOptions,
  ]);
}

export const accessPush = (): string => lines([...accessOptions]);

const accessOptions = [
  `ServerVersion=${protocolVersions.acc}`,
  'ServerName=ADMS',
  `PushProtVer=${protocolVersions.acc}`,
  'ErrorDelay=30',
  'RequestDelay=5',
  'TransTimes=00:00;14:05',
  'TransInterval=1',
  'TransTables=User Transaction',
  'Realtime=1',
  'TimeoutSec=10',
];

/** The same after a restart, and known to nobody who does not know the id. */
export const registryCode = (deviceId: string): string => secretOf(deviceId, 'registry').slice(0, 16);
const secretOf = (deviceId: string, of: string): string =>
  createHash('sha256').update(`${of}:${deviceId}`).digest('hex').slice(0, 32);

/** The time of a terminal in access control mode, when it asks: of Greenwich, with its zone beside it. */
export function timeAnswer(nowMs: number, zone: string): string {
  const there = DateTime.fromMillis(nowMs, { zone });
  return `DateTime=${encodeTime(new Date(nowMs).toISOString().slice(0, 19))},ServerTZ=${there.toFormat('ZZZ')}`;
}

/** Whole hours as they are; anything else in minutes. */
function zoneText({ zone, nowMs }: HandshakeTold): string {
  const minutes = DateTime.fromMillis(nowMs, { zone }).offset;
  return String(minutes % 60 === 0 ? minutes / 60 : minutes);
}

/** Some firmware cuts such a zone off: its clock is set too, then. */
export const isOddZone = (zone: string, nowMs: number): boolean =>
  DateTime.fromMillis(nowMs, { zone }).offset % 60 !== 0;

function lower(theirs: string | undefined, ours: string): string {
  if (theirs === undefined || !/^\d{1,2}\.\d{1,3}\.\d{1,3}$/.test(theirs)) return ours;
  const [a, b] = [theirs, ours].map((version) => version.split('.').map(Number));
  const differs = [0, 1, 2].find((at) => a?.[at] !== b?.[at]);
  return differs !== undefined && (a?.[differs] ?? 0) < (b?.[differs] ?? 0) ? theirs : ours;
}

const lines = (all: string[]): string => `${all.join('\n')}\n`;
