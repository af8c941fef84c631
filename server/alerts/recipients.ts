/** Who is told at a level: the hierarchy of people, and who stands in for whom. Pure. */
import { type Directory, supervisorOf } from '../directory/directory.ts';
import type { OffReason, RecipientRule, Role, Substitute } from '../wire.ts';
import { offDuty, onLeave } from './withoutLeaves.ts';

export type RecipientUser = { userId: string; name: string; role: Role; personId: string | null };
/** What is known of those who may be told. */
export type Staff = {
  directory: Directory;
  /** Those who may sign in. */
  users: readonly RecipientUser[];
  substitutes: readonly Substitute[];
  /** Why somebody is not at work; null: they are, or nobody knows. */
  offWhy: (personId: string, nowMs: number) => OffReason | null;
};
export type Recipient = { recipientId: string; note: string | null };
export type Found = {
  recipients: Recipient[];
  /** How far up the line somebody was told. */
  told: number;
  /** Why nobody was found; null: somebody was. */
  why: string | null;
};

/** `personId` null: it is about no person. `told`: how far up the line levels before this one went; -1: not at all. */
type Asked = { personId: string | null; told: number; nowMs: number };

export function recipientsFor(rules: readonly RecipientRule[], asked: Asked, staff: Staff): Found {
  const recipients = new Map<string, Recipient>();
  const missing: string[] = [];
  let told = asked.told;
  for (const rule of rules) {
    const found = byRule(rule, { ...asked, told }, staff);
    told = Math.max(told, found.told);
    for (const each of found.recipients)
      if (!recipients.has(each.recipientId)) recipients.set(each.recipientId, each);
    if (found.why !== null) missing.push(found.why);
  }
  const why = recipients.size > 0 ? null : missing.join(' ');
  return { recipients: [...recipients.values()], told, why };
}

function byRule(rule: RecipientRule, asked: Asked, staff: Staff): Found {
  switch (rule.kind) {
    case 'supervisor':
      return climb(asked, 0, staff);
    case 'superior':
      return climb(asked, Math.max(1, asked.told + 1), staff);
    case 'hr':
      return group(['hr'], 'HR', asked, staff);
    case 'admins':
      return group(['owner', 'admin'], 'an administrator', asked, staff);
    case 'person': {
      const taker = takerOf(rule.personId, asked, staff);
      const why = `${named(rule.personId)} ${reasonOf(rule.personId, asked.nowMs, staff) ?? 'cannot be told'}, and nobody stands in.`;
      return taker ? { ...taken(taker), told: asked.told } : { recipients: [], told: asked.told, why };
    }
    default:
      return rule satisfies never;
  }
}

const taken = (recipient: Recipient) => ({ recipients: [recipient], why: null });
const named = (personId: string): string => `{person:${personId}}`;

/** The first from this step up who is there, or whose substitute is. */
function climb({ personId, told, nowMs }: Asked, from: number, staff: Staff): Found {
  if (personId === null) return { recipients: [], told, why: 'It is about no person.' };
  const { line, isCircle } = lineAbove(personId, staff.directory);
  const passed: string[] = [];
  for (const [step, above] of line.entries()) {
    if (step < from) continue;
    const taker = takerOf(above, { personId, told, nowMs }, staff);
    if (!taker) {
      passed.push(`${named(above)} ${reasonOf(above, nowMs, staff) ?? ''}`.trim());
      continue;
    }
    const note = passed.length === 0 ? taker.note : [`Because ${passed.join(', ')}.`, taker.note].join(' ');
    return { recipients: [{ ...taker, note: note?.trim() ?? null }], told: step, why: null };
  }
  return { recipients: [], told, why: whyNobody(passed, isCircle, from) };
}

function whyNobody(passed: string[], isCircle: boolean, from: number): string {
  if (isCircle) return 'The supervisors above lead each other in a circle.';
  if (passed.length > 0) return `Of those above, ${passed.join(', ')}, and nobody stands in.`;
  return from === 0 ? 'No supervisor is named.' : 'Nobody is above the supervisor.';
}

/** Everybody above, the nearest first; who leads themselves over others ends it. */
export function lineAbove(personId: string, directory: Directory): { line: string[]; isCircle: boolean } {
  const line: string[] = [];
  for (let at = supervisorOf(personId, directory); at !== null; at = supervisorOf(at, directory)) {
    if (at === personId || line.includes(at)) return { line, isCircle: true };
    line.push(at);
  }
  return { line, isCircle: false };
}

/** The person, or who stands in for them now; undefined: neither is there. */
function takerOf(personId: string, { personId: about, nowMs }: Asked, staff: Staff): Recipient | undefined {
  const away = reasonOf(personId, nowMs, staff);
  if (away === null && personId !== about) return { recipientId: `person:${personId}`, note: null };
  const standIn = staff.substitutes.find(
    (each) =>
      each.personId === personId &&
      each.standInId !== about &&
      each.fromMs <= nowMs &&
      nowMs < (each.toMs ?? Infinity) &&
      reasonOf(each.standInId, nowMs, staff) === null,
  );
  if (!standIn) return undefined;
  const note = `Stands in for ${named(personId)}, who ${away ?? 'it is about'}.`;
  return { recipientId: `person:${standIn.standInId}`, note };
}

/** Why somebody cannot be told now, after their name; null: they can. Who pauses is near. */
function reasonOf(personId: string, nowMs: number, { directory, offWhy }: Staff): string | null {
  const person = directory.people.get(personId);
  if (!person) return 'is not known any more';
  if (person.deactivatedAtMs !== null) return 'is deactivated';
  const why = offWhy(personId, nowMs);
  switch (why) {
    case null:
    case 'break':
    case 'paused':
      return null;
    case 'leave':
      return onLeave;
    case 'beforeShift':
    case 'afterShift':
    case 'restDay':
    case 'holiday':
    case 'checkedOut':
      return offDuty;
    default:
      return why satisfies never;
  }
}

/** Everybody of these roles; when nobody of them is at work, all the same: somebody has to know. */
function group(roles: Role[], called: string, asked: Asked, staff: Staff): Found {
  const isAbout = ({ personId }: RecipientUser): boolean => personId !== null && personId === asked.personId;
  const own = staff.users.filter((user) => roles.includes(user.role) && !isAbout(user));
  const able = own.filter(({ personId }) => personId === null || isActive(personId, staff));
  const there = able.flatMap(({ userId, personId }): Recipient[] => {
    if (personId === null) return [{ recipientId: `user:${userId}`, note: null }];
    const taker = takerOf(personId, asked, staff);
    return taker ? [taker] : [];
  });
  const all = able.map(({ userId, personId }) => ({
    recipientId: personId === null ? `user:${userId}` : `person:${personId}`,
    note: 'Nobody of them is at work.',
  }));
  const recipients = there.length > 0 ? there : all;
  const why = recipients.length > 0 ? null : `Nobody is there whose role is ${called}.`;
  return { recipients, told: asked.told, why };
}

const isActive = (personId: string, { directory }: Staff): boolean =>
  directory.people.get(personId)?.deactivatedAtMs === null;
