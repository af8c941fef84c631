/** Adding people and changing what is known of them. Refuses by throwing, so that nothing of a refused change stays. */
import type { Knex } from 'knex';
import { type Audited, type By, writeAudit } from '../access/audit.ts';
import { forgetErased } from '../database/forgetErased.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { readDirectory } from '../directory/loadDirectory.ts';
import type { Directory } from '../directory/directory.ts';
import { problem } from '../errors.ts';
import type { Profile } from '../wire.ts';
import { type Consent, eraseFaces, insertConsent } from './consentStore.ts';
import { emptyProfile, type Holder, takenFields, wrongReferences } from './profile.ts';

export type AddedPerson = { id: string; consent: Consent | null } & Partial<Profile> & { name: string };
export type ProfileChange = Partial<Profile> & { deactivated?: boolean | undefined };
/** `confirmed`: faces and consent may be erased, where badge only asks for it. */
export type Change = { id: string; change: ProfileChange; confirmed: boolean; byName: string };

type StoredRow = Omit<Profile, 'areaIds' | 'badgeOnly'> & {
  id: string;
  companyId: string;
  badgeOnly: number;
  deactivatedAtMs: number | null;
};
type Stored = { profile: Profile; deactivatedAtMs: number | null };

const profileColumns = [
  ...(['name', 'code', 'job', 'teamId', 'supervisorId', 'badge', 'phone', 'email', 'badgeOnly'] as const),
] as const;

export function personStore(db: Knex) {
  return {
    /** Person and consent, or neither. Throws NAME_TAKEN, however the name is capitalised. */
    async addPerson(companyId: string, { id, consent, ...said }: AddedPerson, by: By): Promise<void> {
      const profile: Profile = { ...emptyProfile, ...said };
      await inTransaction(db, async (trx) => {
        await refuseUnfit(trx, companyId, id, profile, new Set(Object.keys(said) as (keyof Profile)[]));
        const { areaIds, badgeOnly, ...row } = profile;
        const flag = badgeOnly ? 1 : 0;
        await trx('people').insert({ ...row, badgeOnly: flag, id, companyId, createdAtMs: by.nowMs });
        await insertAreas(trx, companyId, id, areaIds);
        const detail = { name: profile.name };
        await writeAudit(trx, companyId, by, { action: 'person.added', subject: id, detail });
        if (consent) await insertConsent(trx, companyId, id, consent, by);
      });
    },

    /** False when there is no such person. Throws NAME_TAKEN, INPUT_INVALID, CONFIRM_NEEDED. */
    async changePerson(companyId: string, { id, change, ...how }: Change, by: By): Promise<boolean> {
      const found = await inTransaction(db, async (trx) => {
        const before = await storedPerson(trx, companyId, id);
        if (!before) return false;
        const { deactivated, ...said } = change;
        await changeProfile(trx, companyId, id, before, { ...how, change: said }, by);
        await changeActivity(trx, companyId, id, before, deactivated, by);
        return true;
      });
      // It may have erased faces.
      if (found && change.badgeOnly) await forgetErased(db);
      return found;
    },
  };
}

async function changeProfile(
  trx: Knex,
  companyId: string,
  id: string,
  { profile: before }: Stored,
  { change, confirmed, byName }: Omit<Change, 'id' | 'change'> & { change: Partial<Profile> },
  by: By,
): Promise<void> {
  const after: Profile = { ...before, ...change };
  const changed = changedFields(before, after);
  if (changed.size === 0) return;
  const directory = await refuseUnfit(trx, companyId, id, after, changed);
  if (changed.has('badgeOnly') && after.badgeOnly)
    await eraseFaces(trx, companyId, id, { ...by, name: byName }, { confirmed, name: after.name });
  const { areaIds, badgeOnly, ...row } = after;
  await trx('people')
    .where({ companyId, id })
    .update({ ...row, badgeOnly: badgeOnly ? 1 : 0 });
  if (changed.has('areaIds')) {
    await trx('person_areas').where({ companyId, personId: id }).delete();
    await insertAreas(trx, companyId, id, areaIds);
  }
  const detail = changeDetail(before, after, changed, directory);
  await writeAudit(trx, companyId, by, { action: 'person.changed', subject: id, detail });
}

async function changeActivity(
  trx: Knex,
  companyId: string,
  id: string,
  { deactivatedAtMs }: Stored,
  deactivated: boolean | undefined,
  by: By,
): Promise<void> {
  if (deactivated === undefined || deactivated === (deactivatedAtMs !== null)) return;
  await trx('people')
    .where({ companyId, id })
    .update({ deactivatedAtMs: deactivated ? by.nowMs : null });
  const action = deactivated ? 'person.deactivated' : 'person.reactivated';
  await writeAudit(trx, companyId, by, { action, subject: id });
}

async function storedPerson(trx: Knex, companyId: string, id: string): Promise<Stored | null> {
  const row = await trx<StoredRow>('people')
    .where({ companyId, id })
    .first(...profileColumns, 'deactivatedAtMs');
  if (!row) return null;
  const { deactivatedAtMs, badgeOnly, ...rest } = row;
  const areaIds = await trx('person_areas').where({ companyId, personId: id }).pluck<string[]>('areaId');
  return { profile: { ...rest, badgeOnly: badgeOnly === 1, areaIds }, deactivatedAtMs };
}

/** Throws unless this may be said of the person; answers the directory as it is. */
async function refuseUnfit(
  trx: Knex,
  companyId: string,
  id: string,
  profile: Profile,
  changed: ReadonlySet<keyof Profile>,
): Promise<Directory> {
  const others = await trx<Holder & { companyId: string }>('people')
    .where({ companyId })
    .select('id', 'name', 'code', 'badge');
  const taken = takenFields(id, profile, others);
  const [field] = Object.keys(taken) as (keyof Profile)[];
  if (field) throw problem('NAME_TAKEN', { name: String(profile[field]) }, { fields: taken });
  const directory = await readDirectory(trx, companyId);
  const wrong = wrongReferences(id, profile, changed, directory);
  const [first] = Object.entries(wrong);
  if (first) throw problem('INPUT_INVALID', { problem: first.join(': ') }, { fields: wrong });
  return directory;
}

export function changedFields(before: Profile, after: Profile): Set<keyof Profile> {
  const same = (field: keyof Profile): boolean =>
    field === 'areaIds'
      ? [...before.areaIds].sort().join() === [...after.areaIds].sort().join()
      : before[field] === after[field];
  return new Set((Object.keys(before) as (keyof Profile)[]).filter((field) => !same(field)));
}

/** "from → to" of every field; of what reaches people directly, only that it changed. */
export function changeDetail(
  before: Profile,
  after: Profile,
  changed: ReadonlySet<keyof Profile>,
  { teams, areas }: Pick<Directory, 'teams' | 'areas'>,
): NonNullable<Audited['detail']> {
  const shown = (profile: Profile, field: keyof Profile): string => {
    if (field === 'teamId') return teams.get(profile.teamId ?? '')?.name ?? '–';
    if (field === 'areaIds')
      return profile.areaIds.map((areaId) => areas.get(areaId)?.name ?? areaId).join(', ') || '–';
    return String(profile[field] ?? '–');
  };
  return Object.fromEntries(
    [...changed].map((field) => [
      field,
      unaudited.has(field) ? 'changed' : `${shown(before, field)} → ${shown(after, field)}`,
    ]),
  );
}

const unaudited: ReadonlySet<keyof Profile> = new Set(['badge', 'phone', 'email']);

async function insertAreas(trx: Knex, companyId: string, personId: string, areaIds: string[]): Promise<void> {
  for (const areaId of areaIds) await trx('person_areas').insert({ companyId, personId, areaId });
}
