/**
 * What is to be done at one terminal so that it holds whom it should: by what it holds now, not by what happened. Pure; planned again
 * after everything was done, it is empty. A generator, because thousands of people on dozens of terminals take a quarter of a second: it
 * pauses after every one of them (`inSlices`). What it is made of must not change meanwhile.
 */
import { atOnce, type Work } from '../../identify/inSlices.ts';
import { administratorFrom, keptBecause } from './keptBecause.ts';
import { missingTemplates } from './missingTemplates.ts';
import { isOfAnother, ownerOf } from './ownerOf.ts';
import type { DeleteReason, HeldUser, Plan, PlanNeeds, Step } from './planTypes.ts';
import { syncProblems } from './syncProblems.ts';
import { freshRow, placeOf, recordHashOf, type SyncRow } from './syncRow.ts';
import type { Wish } from './wantedOf.ts';

export const planSync = (needs: PlanNeeds): Plan => atOnce(planningSync(needs));

export function* planningSync(needs: PlanNeeds): Work<Plan> {
  const idsOf = yield* idsOfPeople(needs);
  const judged = [...(yield* heldUsers(needs, idsOf)), ...(yield* missingUsers(needs, idsOf))];
  const planned = withinRoom(judged, needs).map((each) => waitOrTry(each, needs));
  const seen = new Set(planned.map(({ row }) => row.userId));
  const { keep, forget } = absentRows(needs, seen);
  const steps = withLastAdministrator(planned.flatMap((each) => each.steps).sort(byTurn), needs);
  return { rows: [...planned.map(({ row }) => row), ...keep], forget, steps };
}

type Judged = { row: SyncRow; steps: Step[] };

/** Deletions make room; users come before what is theirs. */
const turns: Record<Step['kind'], number> = { delete: 0, clean: 1, write: 2, template: 3 };
const byTurn = (a: Step, b: Step): number => turns[a.kind] - turns[b.kind];

/** The user ids of each person that are there; more than one where noughts in front make two of them. */
function* idsOfPeople({ now, company, wishes, rows }: PlanNeeds): Work<ReadonlyMap<string, string[]>> {
  const ids = new Map<string, string[]>();
  for (const userId of now.users.keys()) {
    yield;
    const row = rows.get(userId);
    if (row && isOfAnother(row, company)) continue;
    const personId = company.whose(userId);
    if (personId === null) continue;
    const isExact = wishes.get(personId)?.code === userId;
    const others = ids.get(personId) ?? [];
    ids.set(personId, isExact ? [userId, ...others] : [...others, userId]);
  }
  return ids;
}

function* heldUsers(needs: PlanNeeds, idsOf: ReadonlyMap<string, string[]>): Work<Judged[]> {
  const { now, rows, nowMs } = needs;
  const judged: Judged[] = [];
  for (const user of now.users.values()) {
    yield;
    const known = rows.get(user.userId) ?? freshRow(now.deviceId, user.userId, nowMs);
    const personId = ownerOf(known, needs.company);
    const row = { ...known, personId, held: true, recordHash: recordHashOf(user) };
    judged.push(heldUser(row, user, needs, idsOf));
  }
  return judged;
}

function heldUser(
  row: SyncRow,
  user: HeldUser,
  needs: PlanNeeds,
  idsOf: ReadonlyMap<string, string[]>,
): Judged {
  const { company, wishes } = needs;
  const owner = company.whose(user.userId);
  // Whoever has the number now is somebody else than whose fingers are there.
  if (row.personId !== null && !company.exists(row.personId)) return deleted(row, 'erased');
  if (row.personId !== owner && row.personId !== null) {
    // Whoever left goes, whatever became of their number since.
    if (owner === null && company.hasLeft(row.personId) && (row.added || row.wanted === 'gone'))
      return deleted(row, 'deactivated');
    // Nobody's number, and it was not we who put them there: it stays, and stays theirs.
    if (owner === null && !(row.added && (wishes.get(row.personId)?.want ?? null) !== null))
      return { row: { ...row, wanted: null, state: 'stranger', problem: null }, steps: [] };
    return underOldNumber(row, row.personId, user, needs);
  }
  if (owner === null) return { row: { ...row, wanted: null, state: 'stranger', problem: null }, steps: [] };
  const of = { ...row, personId: owner };
  const wish = wishes.get(owner);
  if (!wish || wish.want === null) return settled({ ...of, wanted: null }, null, needs);
  if (wish.why === 'deactivated') return deleted(of, 'deactivated');
  if (wish.want === 'gone') return goneOrKept(of, user, wish, 'elsewhere', needs);
  const [first, second] = idsOf.get(owner) ?? [];
  const wanted: SyncRow = { ...of, wanted: 'there' };
  if (first !== user.userId && first !== undefined)
    return { row: { ...wanted, state: 'failed', problem: syncProblems.twice(first) }, steps: [] };
  return isThere(wanted, user, wish, needs, second === undefined ? null : syncProblems.twice(second));
}

const deleted = (row: SyncRow, why: DeleteReason): Judged => ({
  row: { ...row, wanted: 'gone', state: 'waiting', problem: null },
  steps: [{ kind: 'delete', userId: row.userId, personId: row.personId, why, lastAdministrator: false }],
});

function goneOrKept(
  row: SyncRow,
  user: HeldUser,
  { personId }: Wish,
  why: DeleteReason,
  { now, company }: PlanNeeds,
): Judged {
  const problem = keptBecause(row, user, personId, { now, company });
  if (problem === null) return deleted(row, why);
  return { row: { ...row, wanted: 'gone', state: 'waiting', problem }, steps: [] };
}

/** They have another number now; nobody else ever gets what is theirs, and it goes only when it is not the only one. */
function underOldNumber(row: SyncRow, personId: string, user: HeldUser, needs: PlanNeeds): Judged {
  const { company, now } = needs;
  if (company.hasLeft(personId)) return deleted(row, 'deactivated');
  const problem = keptBecause(row, user, personId, { now, company });
  if (problem === null) return deleted(row, 'renumbered');
  const gone: SyncRow = { ...row, wanted: 'gone' };
  return canBeCarried(row, personId, user, needs)
    ? { row: { ...gone, state: 'waiting', problem: syncProblems.renumbering() }, steps: [] }
    : { row: { ...gone, state: 'failed', problem: syncProblems.oldNumber() }, steps: [] };
}

/** What is only here can come to their new number, here or elsewhere. */
function canBeCarried(row: SyncRow, personId: string, user: HeldUser, needs: PlanNeeds): boolean {
  const { wishes, company, now, rows } = needs;
  if (user.privilege >= administratorFrom || now.hidesFaces) return false;
  if (!now.knowsTemplates) return true;
  const wish = wishes.get(personId);
  const number = wish?.code ?? '';
  const there = rows.get(number) ?? freshRow(row.deviceId, number, 0);
  const isFree = !now.users.has(number) || !isOfAnother(there, company);
  const carried =
    wish?.want === 'there' && isFree ? missingTemplates(there, personId, now, company).templates : [];
  const places = new Set([...carried, ...(there.held && isFree ? there.templates : [])].map(placeOf));
  return row.templates.every((each) => places.has(placeOf(each)) || company.othersTake(personId, each, row));
}

function isThere(row: SyncRow, user: HeldUser, wish: Wish, needs: PlanNeeds, twice: string | null): Judged {
  const { now, company } = needs;
  const { personId } = wish;
  const { userId } = user;
  const steps: Step[] = [];
  const withdrawnAtMs = company.withdrawnAtMs(personId);
  const isDirty = withdrawnAtMs !== null && now.cleansBlind && (row.cleanedAtMs ?? -1) < withdrawnAtMs;
  if (withdrawnAtMs !== null && (row.templates.length > 0 || isDirty))
    steps.push({ kind: 'clean', userId, personId, templates: row.templates, whole: isDirty });
  const name = now.fits(wish.name);
  if (name !== '' && !now.isNamed(user.name, name))
    steps.push({ kind: 'write', userId, personId, name, isNew: false, card: user.card });
  const missing = missingTemplates(row, personId, now, company);
  for (const template of missing.templates) steps.push({ kind: 'template', userId, personId, template });
  if (steps.length > 0) return { row: { ...row, state: 'waiting', problem: missing.problem }, steps };
  return settled(row, twice ?? missing.problem, needs);
}

/** As it should be; that it is so was seen just now. */
function settled(row: SyncRow, problem: string | null, { now }: PlanNeeds): Judged {
  const tried = { tries: 0, retryAtMs: null };
  return { row: { ...row, ...tried, state: 'done', problem, confirmedAtMs: now.readAtMs }, steps: [] };
}

/** Wanted there, and not there. */
function* missingUsers(needs: PlanNeeds, idsOf: ReadonlyMap<string, string[]>): Work<Judged[]> {
  const { now, wishes } = needs;
  const { users: capacity } = now.capacity;
  let room = capacity === null ? Infinity : capacity - now.users.size;
  const judged: Judged[] = [];
  for (const wish of wishes.values()) {
    yield;
    if (wish.want !== 'there' || idsOf.has(wish.personId)) continue;
    const { userId, problem } = idFor(wish, needs);
    // Somebody who had the number before is there: they go first, and what is so is told of them.
    if (now.users.has(userId)) continue;
    const refused = problem ?? (room-- > 0 ? null : syncProblems.full(capacity ?? 0));
    judged.push(missingUser(wish, userId, refused, needs));
  }
  return judged;
}

function missingUser(wish: Wish, userId: string, refused: string | null, needs: PlanNeeds): Judged {
  const { now, rows, company, nowMs } = needs;
  const known = rows.get(userId) ?? freshRow(now.deviceId, userId, nowMs);
  const row: SyncRow = {
    ...{ ...known, personId: wish.personId, wanted: 'there', held: false, templates: [], recordHash: null },
    ...{ confirmedAtMs: null, cleanedAtMs: null },
  };
  if (refused !== null) return { row: { ...row, state: 'failed', problem: refused }, steps: [] };
  const of = { userId, personId: wish.personId };
  const card = company.cardOf(wish.personId);
  const missing = missingTemplates(row, wish.personId, now, company);
  const steps: Step[] = [
    { kind: 'write', ...of, name: now.fits(wish.name), isNew: true, card },
    ...missing.templates.map((template): Step => ({ kind: 'template', ...of, template })),
  ];
  return { row: { ...row, state: 'waiting', problem: missing.problem }, steps };
}

/** As its keys can type it: old terminals keep ids as numbers, without noughts in front. */
function idFor({ code, personId }: Wish, { now, company }: PlanNeeds) {
  if (!/^[\x21-\x7e]{1,24}$/.test(code)) return { userId: code, problem: syncProblems.unfitId(code) };
  if (!now.numericIds) return { userId: code, problem: null };
  const userId = code.replace(/^0+(?=\d)/, '');
  const fits = /^[1-9]\d{0,8}$/.test(userId) && company.whose(userId) === personId;
  return fits ? { userId, problem: null } : { userId: code, problem: syncProblems.numericId(code) };
}

/** Fingers as far as there are places for them. */
function withinRoom(judged: readonly Judged[], { now }: PlanNeeds): Judged[] {
  const { fingers: capacity } = now.capacity;
  if (capacity === null) return [...judged];
  let room = capacity - now.fingers;
  return judged.map(({ row, steps }) => {
    const places = new Set(row.templates.map(placeOf));
    const fit = steps.filter(
      (step) =>
        step.kind !== 'template' ||
        step.template.kind !== 'finger' ||
        places.has(placeOf(step.template)) ||
        room-- > 0,
    );
    if (fit.length === steps.length) return { row, steps };
    const problem = syncProblems.fingersFull(capacity);
    return { row: { ...row, problem, state: fit.length > 0 ? row.state : 'failed' }, steps: fit };
  });
}

/** What was refused waits for its time, and longer each time. */
function waitOrTry({ row, steps }: Judged, { rows, nowMs, force }: PlanNeeds): Judged {
  const before = rows.get(row.userId);
  if (steps.length === 0 || force || before?.state !== 'failed' || before.wanted !== row.wanted)
    return { row, steps };
  if (before.retryAtMs === null || before.retryAtMs <= nowMs) return { row, steps };
  return { row: { ...row, state: 'failed', problem: before.problem }, steps: [] };
}

/** Known of before and not on it: confirmed to be gone, or of no interest any more. */
function absentRows({ rows, now, company, wishes }: PlanNeeds, seen: ReadonlySet<string>) {
  const keep: SyncRow[] = [];
  const forget: string[] = [];
  for (const row of rows.values()) {
    if (seen.has(row.userId)) continue;
    const owner = company.whose(row.userId);
    const wish = owner === null ? undefined : wishes.get(owner);
    if (wish?.want !== 'gone') forget.push(row.userId);
    else keep.push(goneRow(row, owner, now.readAtMs));
  }
  return { keep, forget };
}

function goneRow(row: SyncRow, personId: string | null, readAtMs: number): SyncRow {
  const isKnown = row.state === 'done' && row.wanted === 'gone';
  return {
    ...{ ...row, personId, wanted: 'gone', state: 'done', held: false, added: false, templates: [] },
    ...{ recordHash: null, tries: 0, retryAtMs: null, confirmedAtMs: readAtMs },
    problem: isKnown ? row.problem : null,
  };
}

/** Told, so that a terminal without anybody who may open its menu, which is then open to all, surprises nobody. */
function withLastAdministrator(steps: Step[], { now }: PlanNeeds): Step[] {
  const gone = new Set(steps.flatMap((step) => (step.kind === 'delete' ? step.userId : [])));
  const rules = [...now.users.values()].filter(({ privilege }) => privilege >= administratorFrom);
  if (rules.length === 0 || rules.some(({ userId }) => !gone.has(userId))) return steps;
  const ids = new Set(rules.map(({ userId }) => userId));
  return steps.map((step) =>
    step.kind === 'delete' && ids.has(step.userId) ? { ...step, lastAdministrator: true } : step,
  );
}
