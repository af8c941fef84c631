/** Two terminals that are called and two that call, which live on while their server is killed; and what each holds, in one way of writing. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { keyedOf } from '../../server/devices/push/keyed.ts';
import {
  createPushTerminal,
  type PushTerminal,
  type PushTerminalSettings,
  type SimulatedTemplate,
} from '../../server/devices/simulator/push/pushTerminal.ts';
import { startPushLife } from '../../server/devices/simulator/push/startPushLife.ts';
import type { Simulator } from '../../server/devices/simulator/startSimulator.ts';

/** Kind, user id, number and bytes; what is the same on terminals of both kinds is written the same. */
export type Held = { users: Record<string, string>; templates: string[] };

export const templateName = (kind: string, userId: string, number: number, bytes: Buffer): string =>
  `${kind} ${userId} ${number} ${bytes.toString('base64')}`;

export function heldByCalled({ terminal }: Simulator): Held {
  const ids = [...terminal.users.keys()].map((uid) => [uid, terminal.user(uid)] as const);
  return {
    users: onlyOnce(ids.map(([, user]) => [user?.userId ?? '', user?.name ?? ''])),
    templates: [...terminal.fingers.values()]
      .map(({ uid, finger, template }) =>
        templateName('finger', terminal.user(uid)?.userId ?? `of nobody ${uid}`, finger, template),
      )
      .sort(),
  };
}

export const heldByCaller = ({ state }: PushTerminal): Held => ({
  users: onlyOnce([...state.users.values()].map(({ userId, name }) => [userId, name])),
  templates: state.templates.map(nameOf).sort(),
});

/** Fails where a user id is there twice. */
function onlyOnce(pairs: (readonly [string, string])[]): Record<string, string> {
  const ids = pairs.map(([userId]) => userId);
  const twice = ids.filter((userId, index) => ids.indexOf(userId) !== index);
  if (twice.length > 0) throw new Error(`there twice: ${twice.join(', ')}`);
  return Object.fromEntries(pairs);
}

function nameOf({ table, fields }: SimulatedTemplate): string {
  const of = keyedOf(
    Object.entries(fields)
      .map(([key, value]) => `${key}=${value}`)
      .join('\t'),
  );
  const bytes = Buffer.from(of.get('tmp') ?? of.get('content') ?? of.get('template') ?? '', 'base64');
  const kind = /^(FP|FINGERTMP)$/.test(table) ? 'finger' : table === 'BIODATA' ? 'bio' : 'photo';
  const number = kind === 'finger' ? Number(of.get('fid')) : 0;
  return templateName(kind, of.get('pin') ?? '', number, bytes);
}

export const sentFinger = (PIN: string, FID: number, bytes: Buffer): SimulatedTemplate => {
  const TMP = bytes.toString('base64');
  return { table: 'FP', fields: { PIN, FID: String(FID), Size: String(TMP.length), Valid: '1', TMP } };
};
export const sentFace = (Pin: string, bytes: Buffer): SimulatedTemplate => ({
  table: 'BIODATA',
  fields: {
    ...{ Pin, No: '0', Index: '0', Valid: '1', Duress: '0', Type: '9', MajorVer: '58', MinorVer: '12' },
    ...{ Format: '0', Tmp: bytes.toString('base64') },
  },
});
export const sentPhoto = (PIN: string, bytes: Buffer): SimulatedTemplate => {
  const Content = bytes.toString('base64');
  return {
    table: 'USERPIC',
    fields: { PIN, FileName: `${PIN}.jpg`, Size: String(Content.length), Content },
  };
};

/** It calls, is told what to do and does it, whether its server is there or not. */
export function callingTerminal(settings: PushTerminalSettings) {
  const terminal = createPushTerminal(settings);
  const life = startPushLife(terminal, { pollEveryMs: 100, pauseMs: 100, retryMs: 100 });
  return { terminal, stop: life.stop };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** The same numbers between 0 and 1 for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
