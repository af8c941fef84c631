/** What each terminal is to do, in order: stored, handed out when it asks, tried again, and what became of it. */
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';
import { type PushCommand, readCommand } from './commands.ts';
import { mayHelpAgain, meaningOf, wentWell } from './returnCodes.ts';

export type QueuedCommand = { id: number; command: PushCommand };
export type CommandState = 'waiting' | 'sent' | 'done' | 'failed';
export type Told = { id: number; returned: number; verb: string };
export type CommandQueue = ReturnType<typeof createCommandQueue>;

/** A company of ten thousand with two fingers and a face each. */
export const waitingMost = 50_000;
export const triesMost = 3;
/** A terminal that took commands and said nothing for so long is asked again. */
export const answerWithinMs = 10 * 60_000;
export const batchMost = 20;

export function createCommandQueue(db: Knex, companyId: string, changed: () => void = () => undefined) {
  const of = (deviceId: string) => db('device_commands').where({ companyId, deviceId });
  /** It is stored, and somebody may be looking. */
  const told = <Answer>(answer: Answer): Answer => {
    changed();
    return answer;
  };

  return {
    /** The same one waiting already is enough. null: too many wait. */
    async add(deviceId: string, command: PushCommand, nowMs: number): Promise<number | null> {
      const ids = await inTransaction(db, (trx) => addOn(trx, { companyId, deviceId }, [command], nowMs));
      return told(ids?.[0] ?? null);
    },

    /** In this order, but for those that wait already. null: there is no room for all of them, and none was added. */
    addMany: (deviceId: string, commands: readonly PushCommand[], nowMs: number): Promise<number[] | null> =>
      inTransaction(db, (trx) => addOn(trx, { companyId, deviceId }, commands, nowMs)).then(told),

    /** Oldest first; none while it still works on those it has. Claimed before they are sent: none is sent without a trace. */
    async claim(deviceId: string, nowMs: number): Promise<QueuedCommand[]> {
      const open = await of(deviceId).whereIn('state', ['waiting', 'sent']).first<object | undefined>('id');
      if (!open) return [];
      const { taken, isChanged } = await inTransaction(db, (trx) =>
        claimOn(trx, { companyId, deviceId }, nowMs),
      );
      return isChanged ? told(taken) : taken;
    },

    /** They did not fit into this answer: as if never claimed. */
    async putBack(ids: readonly number[]): Promise<void> {
      const back = { state: 'waiting', tries: db.raw('tries - 1') };
      await db('device_commands').where({ companyId, state: 'sent' }).whereIn('id', ids).update(back);
    },

    async fail(id: number, answer: string, nowMs: number): Promise<void> {
      await db('device_commands')
        .where({ companyId, id })
        .update({ state: 'failed', answer, endedAtMs: nowMs });
      changed();
    },

    /** The command it was, and how it stands now; undefined: not one of this terminal, or told before. */
    tell(deviceId: string, { id, returned, verb }: Told, answer: string | null, nowMs: number) {
      return inTransaction(db, async (trx) => {
        const mine = trx('device_commands').where({ companyId, deviceId, id, state: 'sent' });
        const row = await mine.first<{ command: string; tries: number } | undefined>('command', 'tries');
        const command = row && readCommand(row.command);
        if (!command) return undefined;
        const again = !wentWell(returned, verb) && mayHelpAgain(returned) && row.tries < triesMost;
        const state: CommandState = again ? 'waiting' : wentWell(returned, verb) ? 'done' : 'failed';
        const said = answer ?? (state === 'done' ? null : meaningOf(returned));
        const change = { state, returned, answer: said, endedAtMs: again ? null : nowMs };
        await trx('device_commands').where({ companyId, id }).update(change);
        return { command, state };
      }).then(told);
    },

    async note(id: number, answer: string): Promise<void> {
      await db('device_commands').where({ companyId, id }).update({ answer });
    },

    /** Newest first. */
    async list(deviceId: string, most = 200) {
      const rows = await of(deviceId).orderBy('id', 'desc').limit(most).select<CommandRow[]>();
      return rows.map((row) => ({ ...row, command: readCommand(row.command) }));
    },
  };
}

type CommandRow = {
  id: number;
  command: string;
  state: CommandState;
  tries: number;
  returned: number | null;
  answer: string | null;
  createdAtMs: number;
  sentAtMs: number | null;
  endedAtMs: number | null;
};

type Whose = { companyId: string; deviceId: string };

/** Their ids. `waiting` is written out: the index is of those alone. */
async function addOn(
  trx: Knex.Transaction,
  { companyId, deviceId }: Whose,
  commands: readonly PushCommand[],
  nowMs: number,
): Promise<number[] | null> {
  const texts = [...new Set(commands.map((each) => JSON.stringify(each)))];
  const known = await trx.raw<{ text: string; waiting: number | null }[]>(
    `SELECT value AS "text", (SELECT min(c."id") FROM device_commands c
       WHERE "companyId" = ? AND "deviceId" = ? AND "command" = value AND "state" = 'waiting') AS "waiting"
     FROM json_each(?)`,
    [companyId, deviceId, JSON.stringify(texts)],
  );
  const idOf = new Map(known.flatMap(({ text, waiting: id }) => (id === null ? [] : [[text, id]])));
  const fresh = texts.filter((text) => !idOf.has(text));
  if (fresh.length > 0) {
    const [{ waiting = 0 } = {}] = await trx('device_commands')
      .where({ companyId, deviceId })
      .whereRaw(`"state" = 'waiting'`)
      .count<{ waiting: number | string }[]>('* as waiting');
    if (Number(waiting) + fresh.length > waitingMost) return null;
    const added = await trx.raw<{ text: string; id: number }[]>(
      `INSERT INTO device_commands ("companyId", "deviceId", "command", "createdAtMs")
       SELECT ?, ?, value, ? FROM json_each(?) WHERE true ORDER BY "key" RETURNING "id", "command" AS "text"`,
      [companyId, deviceId, nowMs, JSON.stringify(fresh)],
    );
    for (const { text, id } of added) idOf.set(text, id);
  }
  return texts.flatMap((text) => idOf.get(text) ?? []);
}

type Claimed = {
  taken: QueuedCommand[];
  /** False: it works on those it has, and nothing here is another than before. */
  isChanged: boolean;
};

async function claimOn(trx: Knex.Transaction, whose: Whose, nowMs: number): Promise<Claimed> {
  const mine = () => trx('device_commands').where(whose);
  const late = () =>
    mine()
      .where({ state: 'sent' })
      .where('sentAtMs', '<=', nowMs - answerWithinMs);
  const gone = { state: 'failed', endedAtMs: nowMs, answer: 'the terminal took it and never answered' };
  const ended = await late().where('tries', '>=', triesMost).update(gone);
  const returned = await late().update({ state: 'waiting' });
  if (await mine().where({ state: 'sent' }).first<object | undefined>('id'))
    return { taken: [], isChanged: ended + returned > 0 };
  const waiting = await mine()
    .where({ state: 'waiting' })
    .orderBy('id')
    .limit(batchMost)
    .select<{ id: number; command: string }[]>('id', 'command');
  const taken = waiting.flatMap(({ id, command }) => {
    const read = readCommand(command);
    return read === null ? [] : { id, command: read };
  });
  const ids = taken.map(({ id }) => id);
  const unknown = waiting.flatMap(({ id }) => (ids.includes(id) ? [] : id));
  const refused = { state: 'failed', endedAtMs: nowMs, answer: 'it is no command of ours' };
  await trx('device_commands').whereIn('id', unknown).update(refused);
  await trx('device_commands')
    .whereIn('id', ids)
    .update({ state: 'sent', sentAtMs: nowMs, tries: trx.raw('tries + 1') });
  return { taken, isChanged: ended + returned + waiting.length > 0 };
}
