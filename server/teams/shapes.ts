import { z } from 'zod';
import { personName } from '../access/shapes.ts';
import type { Dissolved, Hierarchy, HierarchyGap, HierarchyPerson, TeamView } from '../wire.ts';

const id = z.string();
const idOrNone = z.string().nullable();

/** For comparing names, however they are written. */
export const placeName = (name: string): string => name.normalize('NFKC').trim().toLocaleLowerCase('en');

export const newTeam = z.object({
  name: personName,
  parentId: idOrNone.default(null),
  leadId: idOrNone.default(null),
});
/** What is left out stays as it is. */
export const teamChange = z.object({ name: personName, parentId: idOrNone, leadId: idOrNone }).partial();
export const team = z.object({
  teamId: id,
  name: z.string(),
  parentId: idOrNone,
  leadId: idOrNone,
}) satisfies z.ZodType<TeamView>;
export const dissolved = z.object({
  movedUp: z.number(),
  people: z.number(),
}) satisfies z.ZodType<Dissolved>;

const person = z.object({
  personId: id,
  name: z.string(),
  code: z.string().nullable(),
  job: z.string().nullable(),
  teamId: idOrNone,
  supervisorId: idOrNone,
  named: z.boolean(),
  deactivated: z.boolean(),
}) satisfies z.ZodType<HierarchyPerson>;
const gap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('noSupervisor'), personId: id }),
  z.object({ kind: z.literal('severalTops'), personIds: z.array(id) }),
  z.object({ kind: z.literal('circle'), personIds: z.array(id) }),
  z.object({ kind: z.literal('supervisorDeactivated'), personId: id, supervisorId: id }),
  z.object({ kind: z.literal('leadDeactivated'), teamId: id, leadId: id }),
  z.object({ kind: z.literal('teamWithoutLead'), teamId: id }),
  z.object({ kind: z.literal('leadOutside'), teamId: id, leadId: id }),
]) satisfies z.ZodType<HierarchyGap>;
export const hierarchy = z.object({
  people: z.array(person),
  teams: z.array(team),
  gaps: z.array(gap),
  complete: z.boolean(),
}) satisfies z.ZodType<Hierarchy>;
