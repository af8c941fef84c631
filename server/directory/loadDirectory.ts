/** The directory in memory, always as the store has it. */
import type { Knex } from 'knex';
import type { AreaView, TeamView } from '../wire.ts';
import type { Directory, DirectoryPerson } from './directory.ts';

export type LoadedDirectory = {
  current: () => Directory;
  /** Reads everything again; resolves when `current` has it. */
  refresh: () => Promise<void>;
  /** Runs after each reading, before `refresh` resolves. */
  onChange: (listener: () => void) => void;
};

export async function loadDirectory(db: Knex, companyId: string): Promise<LoadedDirectory> {
  let directory = await readDirectory(db, companyId);
  const listeners: (() => void)[] = [];
  /** One after the other: an older reading must not replace a newer one. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: () => directory,
    onChange: (listener) => void listeners.push(listener),
    refresh() {
      const done = last.then(async () => {
        directory = await readDirectory(db, companyId);
        for (const listener of listeners) listener();
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}

type PersonRow = Omit<DirectoryPerson, 'personId' | 'areaIds' | 'badgeOnly'> & {
  id: string;
  badgeOnly: number;
};

/** In a transaction: as its changes have left it so far. */
export async function readDirectory(db: Knex, companyId: string): Promise<Directory> {
  const people = await db('people')
    .where({ companyId })
    .select<PersonRow[]>(
      'id',
      'name',
      'code',
      'job',
      'teamId',
      'supervisorId',
      'badgeOnly',
      'deactivatedAtMs',
    );
  const work = await db('person_areas')
    .where({ companyId })
    .select<{ personId: string; areaId: string }[]>('personId', 'areaId');
  const teams = await db('teams')
    .where({ companyId })
    .orderBy('name')
    .select<TeamView[]>('id as teamId', 'name', 'parentId', 'leadId');
  const areas = await db('areas')
    .where({ companyId })
    .orderBy('name')
    .select<AreaView[]>('id as areaId', 'name', 'parentId', 'timeZone');
  const areasOf = new Map<string, { areaId: string }[]>();
  for (const { personId, areaId } of work)
    areasOf.set(personId, [...(areasOf.get(personId) ?? []), { areaId }]);
  return {
    people: new Map(
      people.map(({ id, badgeOnly, ...row }) => [
        id,
        {
          ...row,
          personId: id,
          badgeOnly: badgeOnly === 1,
          areaIds: (areasOf.get(id) ?? []).map(({ areaId }) => areaId),
        },
      ]),
    ),
    teams: new Map(teams.map((team) => [team.teamId, team])),
    areas: new Map(areas.map((area) => [area.areaId, area])),
  };
}
