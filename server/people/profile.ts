/** What may be said of a person: its shape, and what must not clash with others. Pure. */
import { z } from 'zod';
import { personName } from '../access/shapes.ts';
import { circleOf } from '../directory/circleOf.ts';
import type { Directory } from '../directory/directory.ts';
import type { Profile } from '../wire.ts';
import { phoneNumber } from './phoneNumber.ts';

/** Empty says the same as null: not known. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `at most ${max} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'on one line')
    .transform((value) => (value === '' ? null : value))
    .nullable();
const id = z
  .string()
  .max(100)
  .transform((value) => (value === '' ? null : value))
  .nullable();

/** `timeZone` tells which country a number without a country code is of. */
export const profileShapes = (timeZone: () => string) => ({
  name: personName.regex(/^[^\p{Cc}]*$/u, 'on one line'),
  code: text(50),
  job: text(100),
  teamId: id,
  supervisorId: id,
  areaIds: z
    .array(z.string().max(100))
    .max(200, 'at most 200 areas')
    .transform((ids) => [...new Set(ids)]),
  badge: text(50),
  phone: text(40).transform((value, context) => {
    const number = value === null ? null : phoneNumber(value, timeZone());
    if (number !== undefined) return number;
    context.addIssue('begin with + and the country code, such as +62 812 3456 7890');
    return z.NEVER;
  }),
  email: text(200)
    .transform((value) => value?.toLowerCase() ?? null)
    .pipe(z.email('not an e-mail address').nullable()),
  badgeOnly: z.boolean(),
});

export const emptyProfile: Omit<Profile, 'name'> = {
  ...{ code: null, job: null, teamId: null, supervisorId: null, areaIds: [] },
  ...{ badge: null, phone: null, email: null, badgeOnly: false },
};

/** How names, codes and badges are compared: however they are capitalised. */
export const plain = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en');

export type Holder = { id: string; name: string; code: string | null; badge: string | null };

/** What another person has already, and who that is. */
export function takenFields(
  personId: string,
  profile: Pick<Profile, 'name' | 'code' | 'badge'>,
  others: Iterable<Holder>,
): Record<string, string> {
  const taken: Record<string, string> = {};
  for (const other of others) {
    if (other.id === personId) continue;
    for (const field of ['name', 'code', 'badge'] as const) {
      const own = profile[field];
      const theirs = other[field];
      if (own !== null && theirs !== null && plain(own) === plain(theirs))
        taken[field] = `${other.name} has it`;
    }
  }
  return taken;
}

/** Ids that lead nowhere, and who would be above themselves. `changed` fields alone are judged. */
export function wrongReferences(
  personId: string,
  profile: Profile,
  changed: ReadonlySet<keyof Profile>,
  directory: Directory,
): Record<string, string> {
  const { teamId, supervisorId, areaIds } = profile;
  const wrong: Record<string, string> = {};
  if (changed.has('teamId') && teamId !== null && !directory.teams.has(teamId))
    wrong['teamId'] = 'this team does not exist';
  if (changed.has('areaIds') && areaIds.some((areaId) => !directory.areas.has(areaId)))
    wrong['areaIds'] = 'an area does not exist';
  if (changed.has('supervisorId') && supervisorId === personId)
    wrong['supervisorId'] = 'nobody supervises themselves';
  else if (changed.has('supervisorId') && supervisorId !== null && !directory.people.has(supervisorId))
    wrong['supervisorId'] = 'this person does not exist';
  if (Object.keys(wrong).length > 0) return wrong;
  const field = changed.has('supervisorId') ? 'supervisorId' : changed.has('teamId') ? 'teamId' : null;
  const circle = field && circleOf(personId, withPerson(personId, profile, directory));
  if (!field || !circle) return {};
  return {
    [field]: `in a circle: ${circle.map((each) => directory.people.get(each)?.name ?? profile.name).join(' → ')}`,
  };
}

function withPerson(personId: string, profile: Profile, directory: Directory): Directory {
  const { name, code, job, teamId, supervisorId, areaIds, badgeOnly } = profile;
  const person = {
    personId,
    name,
    code,
    job,
    teamId,
    supervisorId,
    areaIds,
    badgeOnly,
    deactivatedAtMs: null,
  };
  return { ...directory, people: new Map([...directory.people, [personId, person]]) };
}
