/** The places of a company, who works where, and what happens to them with time. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit as audit } from '../access/audit.ts';
import { chunks } from '../database/chunks.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { AreaView, Dissolved } from '../wire.ts';

export type AreaStore = ReturnType<typeof createAreaStore>;
export type AreaFields = Omit<AreaView, 'areaId'>;

/** Names and circles are checked by who calls, one change at a time. */
export const createAreaStore = (db: Knex) => ({
  /** All or none. */
  async addAreas(companyId: string, areas: AreaFields[], by: By): Promise<string[]> {
    return inTransaction(db, async (trx) => {
      const added = areas.map((fields) => ({ id: randomUUID(), ...fields }));
      for (const area of added) {
        await trx('areas').insert({ ...area, companyId, createdAtMs: by.nowMs });
        await audit(trx, companyId, by, { action: 'area.added', subject: area.id, detail: told(area) });
      }
      return added.map(({ id }) => id);
    });
  },

  /** Sojourns keep the name the place had then. */
  async changeArea(companyId: string, { areaId, ...fields }: AreaView, by: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      const before = await trx('areas').where({ companyId, id: areaId }).first<{ name: string }>('name');
      await trx('areas').where({ companyId, id: areaId }).update(fields);
      await audit(trx, companyId, by, {
        ...{ action: 'area.changed', subject: areaId },
        detail: { ...told(fields), from: before?.name ?? '' },
      });
    });
  },

  /** What lies in it lies one higher then; whoever works there is told to work nowhere in its place. */
  async removeArea(companyId: string, { areaId, name, parentId }: AreaView, by: By): Promise<Dissolved> {
    return inTransaction(db, async (trx) => {
      const movedUp = await trx('areas').where({ companyId, parentId: areaId }).update({ parentId });
      const people = await trx('person_areas').where({ companyId, areaId }).delete();
      await trx('areas').where({ companyId, id: areaId }).delete();
      const detail = { name, movedUp, people };
      await audit(trx, companyId, by, { action: 'area.removed', subject: areaId, detail });
      return { movedUp, people };
    });
  },

  /** Exactly these work there from now on. */
  async setPeople(companyId: string, areaId: string, personIds: string[], by: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('person_areas').where({ companyId, areaId }).delete();
      for (const some of chunks(personIds))
        await trx('person_areas').insert(some.map((personId) => ({ companyId, areaId, personId })));
      const detail = { people: personIds.length };
      await audit(trx, companyId, by, { action: 'area.peopleChanged', subject: areaId, detail });
    });
  },

  /** A camera was moved here: its file says so. */
  cameraMoved: (companyId: string, cameraId: string, area: string, by: By): Promise<void> =>
    audit(db, companyId, by, { action: 'camera.moved', subject: cameraId, detail: { area } }),
});

const told = ({ name, parentId }: AreaFields): Record<string, string> => ({
  name,
  ...(parentId === null ? {} : { parentId }),
});
