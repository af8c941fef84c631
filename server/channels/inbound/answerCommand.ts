/** Does what somebody asked by message, as far as they may, and says what came of it. */
import { DateTime } from 'luxon';
import type { Actor } from '../../alerts/alerts.ts';
import type { Scope } from '../../access/scope.ts';
import type { CameraView, IncidentView, PersonView } from '../../wire.ts';
import type { Language } from '../channelConfig.ts';
import type { Command } from './parseCommand.ts';
import { replies, type Replies } from './replies.ts';

/** Who writes. `recipientIds`: as what they are told things. */
export type Writer = {
  recipientIds: string[];
  name: string;
  userId: string | null;
  language: Language;
  scope: Scope;
  /** May ask where people are, and see cameras. */
  looks: boolean;
  /** May have reports, as this recipient; null: not. */
  reportsAs: string | null;
};

export type InboundActions = {
  toldTo: (recipientId: string) => Promise<IncidentView[]>;
  /** The incidents told of in the same message as this one. */
  toldTogether: (recipientIds: string[], incidentId: string) => Promise<string[]>;
  acknowledge: (incidentId: string, note: string, by: Actor) => Promise<IncidentView | undefined>;
  excuse: (incidentId: string, why: string, by: Actor) => Promise<IncidentView | undefined>;
  snooze: (incidentId: string, untilMs: number, by: Actor) => Promise<IncidentView | undefined>;
  people: () => PersonView[];
  cameras: () => CameraView[];
  /** null: there is no public address. */
  reportLink: (date: string, recipientId: string, language: Language) => Promise<string | null>;
  snapshotLink: (cameraId: string, writer: Writer) => string | null;
  timeZone: () => string;
};

export type Asked = {
  command: Command;
  writer: Writer;
  nowMs: number;
  /** Incidents of the message they answered to by quoting it; empty: they quoted none. */
  about: string[];
};

export const snapshotMinutes = 10;
const namesMost = 10;

export async function answerCommand(actions: InboundActions, asked: Asked): Promise<string> {
  const { command, writer } = asked;
  const say = replies[writer.language];
  switch (command.kind) {
    case 'acknowledge':
    case 'excuse':
    case 'snooze':
      return answerIncident(actions, asked, command);
    case 'where':
      return writer.looks ? whereIs(actions, asked, command.name) : say.notYours;
    case 'status':
      return writer.looks ? statusFor(actions, writer) : say.notYours;
    case 'snap':
      return writer.looks ? snap(actions, writer, command.camera) : say.notYours;
    case 'report':
      return report(actions, asked, command.date);
    case 'help':
    case 'unknown':
      return say.help({ looks: writer.looks, reports: writer.reportsAs !== null });
    default:
      return command satisfies never;
  }
}

async function answerIncident(
  actions: InboundActions,
  asked: Asked,
  command: Extract<Command, { kind: 'acknowledge' | 'excuse' | 'snooze' }>,
): Promise<string> {
  const { writer, nowMs } = asked;
  const say = replies[writer.language];
  const by: Actor = { userId: writer.userId, nowMs, address: null, name: writer.name };
  const done: string[] = [];
  for (const incidentId of await incidentsMeant(actions, asked, command.kind)) {
    const after = await act(incidentId);
    if (after) done.push(after.name);
  }
  if (done.length === 0) return say.nothingOpen;
  return said(say, command, namesOf(done));

  function act(incidentId: string) {
    if (command.kind === 'acknowledge') return actions.acknowledge(incidentId, command.note, by);
    if (command.kind === 'excuse') return actions.excuse(incidentId, command.why || 'WhatsApp', by);
    return actions.snooze(incidentId, nowMs + command.minutes * 60_000, by);
  }
}

function said(
  say: Replies,
  command: Extract<Command, { kind: 'acknowledge' | 'excuse' | 'snooze' }>,
  names: string,
): string {
  if (command.kind === 'acknowledge') return say.acknowledged(names);
  return command.kind === 'excuse' ? say.excused(names) : say.snoozed(names, command.minutes);
}

/**
 * Of the message they quoted; else the newest they were told of, with those of the same message. What is acknowledged already is
 * not meant by another "ok". An excuse is for one person, unless the message was about several.
 */
async function incidentsMeant(actions: InboundActions, { writer, about }: Asked, kind: Command['kind']) {
  const lists = await Promise.all(writer.recipientIds.map((id) => actions.toldTo(id)));
  const told = [...new Map(lists.flat().map((incident) => [incident.incidentId, incident])).values()]
    .filter(({ state }) => kind !== 'acknowledge' || (state !== 'acknowledged' && state !== 'excused'))
    .sort((a, b) => b.openedAtMs - a.openedAtMs);
  const open = new Set(told.map(({ incidentId }) => incidentId));
  const quoted = about.filter((incidentId) => open.has(incidentId));
  if (about.length > 0) return quoted;
  const newest = told[0]?.incidentId;
  if (newest === undefined) return [];
  const together = await actions.toldTogether(writer.recipientIds, newest);
  return [...new Set([newest, ...together.filter((incidentId) => open.has(incidentId))])];
}

function whereIs(actions: InboundActions, { writer }: Asked, name: string): string {
  const say = replies[writer.language];
  const found = findByName(
    actions.people().filter(({ personId }) => writer.scope.sees(personId)),
    name,
  );
  const [first] = found;
  if (!first) return say.whoIs(name);
  if (found.length > 1) return say.several(namesOf(found.map((person) => person.name)));
  const time = (ms: number | null) => (ms === null ? '' : timeText(ms, actions.timeZone()));
  const { state, area, sinceMs, lastSeenMs } = first;
  return say.where({ name: first.name, state, area, sinceText: time(sinceMs), seenText: time(lastSeenMs) });
}

/** The whole name, else names that begin so, else any that hold it. */
export function findByName<T extends { name: string }>(all: readonly T[], asked: string): T[] {
  const wanted = plain(asked);
  const fits: ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.split(' ').some((word) => word === wanted) || name.startsWith(`${wanted} `),
    (name) => name.startsWith(wanted),
    (name) => name.includes(wanted),
  ];
  for (const fit of fits) {
    const found = all.filter(({ name }) => fit(plain(name)));
    if (found.length > 0) return found;
  }
  return [];
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();

function statusFor(actions: InboundActions, { scope, language }: Writer): string {
  const people = actions.people().filter(({ personId }) => scope.sees(personId));
  const count = (state: PersonView['state']) => people.filter((person) => person.state === state).length;
  const unseen = people.filter(({ state }) => state === 'absent' || state === 'away');
  const blind = actions
    .cameras()
    .filter(({ health, area }) => health.kind === 'blind' && scope.watches(area));
  const counts = {
    ...{ present: count('present'), away: count('away'), absent: count('absent') },
    ...{ onLeave: count('onLeave'), off: count('off'), total: people.length },
  };
  const names = unseen.map(({ name, area }) => (area === null ? name : `${name} (${area})`));
  return replies[language].status(counts, namesOf(names), namesOf(blind.map(({ name }) => name)));
}

function snap(actions: InboundActions, writer: Writer, asked: string): string {
  const say = replies[writer.language];
  const found = findByName(
    actions.cameras().filter(({ area }) => writer.scope.watches(area)),
    asked,
  );
  const [first] = found;
  if (!first) return say.noCamera(asked);
  if (found.length > 1) return say.several(namesOf(found.map(({ name }) => name)));
  const link = actions.snapshotLink(first.cameraId, writer);
  return link === null ? say.noAddress : say.snap(first.name, link, snapshotMinutes);
}

async function report(
  actions: InboundActions,
  { writer, nowMs }: Asked,
  asked: string | null,
): Promise<string> {
  const say = replies[writer.language];
  if (writer.reportsAs === null) return say.notYours;
  const today = DateTime.fromMillis(nowMs, { zone: actions.timeZone() });
  const date =
    asked === null ? today : asked === 'yesterday' ? today.minus({ days: 1 }) : DateTime.fromISO(asked);
  const local = date.toISODate() ?? '';
  const link = await actions.reportLink(local, writer.reportsAs, writer.language);
  const shown = date.setLocale(writer.language).toLocaleString(DateTime.DATE_FULL);
  return link === null ? say.noAddress : say.report(shown, link);
}

const timeText = (ms: number, zone: string): string => DateTime.fromMillis(ms, { zone }).toFormat('HH:mm');

function namesOf(names: string[]): string {
  const more = names.length - namesMost;
  return more > 0 ? `${names.slice(0, namesMost).join(', ')} (+${more})` : names.join(', ');
}
