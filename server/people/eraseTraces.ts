/** Where somebody who is erased is still named: in what terminals sent and were told, and in runs over lists of employees. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';

type Who = { personId: string; name: string; code: string | null };

/** Runs before the person is deleted: it is by their rows that their numbers are known. */
export async function eraseTraces(trx: Knex, companyId: string, who: Who): Promise<void> {
  const userIds = await numbersOf(trx, companyId, who);
  await eraseCommands(trx, companyId, userIds);
  await eraseRows(trx, companyId, { userIds, name: who.name });
  await eraseInRuns(trx, companyId, who.name);
}

/** A terminal may write their number with noughts before it. */
async function numbersOf(trx: Knex, companyId: string, { personId, code }: Who): Promise<string[]> {
  const known = async (table: string): Promise<string[]> =>
    trx(table).where({ companyId, personId }).distinct().pluck<string[]>('userId');
  const all = [...(await known('device_people')), ...(await known('device_logs')), code?.trim() ?? ''];
  return [...new Set(all)].filter((userId) => userId !== '');
}

/** But for what is still to delete them there: it tells a number and no more, and goes when it is done long enough. */
async function eraseCommands(trx: Knex, companyId: string, userIds: readonly string[]): Promise<void> {
  for (const some of chunks(userIds))
    await trx('device_commands')
      .where({ companyId })
      .whereRaw(`json_valid("command")`)
      .whereRaw(`"command" ->> 'userId' IN (SELECT value FROM json_each(?))`, [JSON.stringify(some)])
      .whereRaw(`NOT ("state" IN ('waiting', 'sent') AND "command" ->> 'kind' = 'deleteUser')`)
      .delete();
}

/** A record that was refused stays refused, and loses what it said. */
async function eraseRows(
  trx: Knex,
  companyId: string,
  { userIds, name }: { userIds: readonly string[]; name: string },
): Promise<void> {
  // Names as JSON writes them, too.
  const words = JSON.stringify([...userIds, name, JSON.stringify(name).slice(1, -1)]);
  const maybe = await trx('device_rows')
    .where({ companyId })
    .whereRaw(`EXISTS (SELECT 1 FROM json_each(?) WHERE instr("row", value) > 0)`, [words])
    .select<{ id: string; row: string; key: string | null }[]>('id', 'row', 'key');
  const theirs = maybe.filter(({ row }) => isAbout(row, { userIds, name }));
  for (const some of chunks(theirs)) {
    const those = () => trx('device_rows').where({ companyId });
    const refused = some.flatMap(({ id, key }) => (key !== null && isRecord(key) ? id : []));
    await those().whereIn('id', refused).update({ row: '–' });
    await those()
      .whereIn(
        'id',
        some.flatMap(({ id }) => (refused.includes(id) ? [] : id)),
      )
      .delete();
  }
}

const isRecord = (key: string): boolean => / \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(key);

/** A line of a terminal that calls, by tabs, commas or `key=value`; or JSON of one that is called. Rather once too often: nothing else needs these rows. */
export function isAbout(
  row: string,
  { userIds, name }: { userIds: readonly string[]; name: string },
): boolean {
  const wanted = new Set([...userIds, name].map(plain));
  const parts = row.startsWith('{') ? valuesIn(row) : row.split(/[\t\r\n,]/).flatMap(valueOf);
  return parts.some((part) => wanted.has(plain(part)));
}

const plain = (text: string): string => text.trim().toLowerCase();

/** The first two fields of a line without keys say who it is about; the others are times and states. */
function valueOf(field: string, at: number): string[] {
  const [, key, value] = /^(?:\w+ )?\s*([\w~]+)=(.*)$/.exec(field) ?? [];
  if (key !== undefined && value !== undefined) return /pin|user|name|operator/i.test(key) ? [value] : [];
  return at < 2 ? [field, field.replace(/^\w+ /, '')] : [];
}

function valuesIn(row: string): string[] {
  try {
    const read = JSON.parse(row) as Record<string, unknown>;
    return ['userId', 'name'].flatMap((key) => (typeof read[key] === 'string' ? read[key] : []));
  } catch {
    return [];
  }
}

/** Rows about others, and alarms, may name them; whoever is called nearly so keeps their name. */
async function eraseInRuns(trx: Knex, companyId: string, name: string): Promise<void> {
  const written = JSON.stringify(name).slice(1, -1);
  for (const [table, columns] of named)
    for (const column of columns) {
      const found = await trx(table)
        .where({ companyId })
        .whereRaw('instr(??, ?) > 0', [column, written])
        .select<{ id: string | number; text: string }[]>('id', { text: column });
      for (const { id, text } of found)
        await trx(table)
          .where({ companyId, id })
          .update({ [column]: withoutName(text, written) });
    }
}

const named = [
  ['employee_runs', ['alarms', 'problem']],
  ['employee_run_rows', ['changes', 'reasons']],
] as const;

export function withoutName(text: string, name: string): string {
  const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`, 'gu'), '–');
}
