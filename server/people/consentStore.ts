/** Consent: given, withdrawn, and what became of it. A face never outlives it: the database erases both together. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { forgetErased } from '../database/forgetErased.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { deleteTemplates } from '../devices/sync/forgetOnTerminals.ts';
import { problem } from '../errors.ts';
import type { ConsentEvent } from '../wire.ts';

export type Consent = { id: string; statement: string; recordedBy: string; locale?: string };
type Row = Required<Consent> & { companyId: string; personId: string; givenAtMs: number };
/** What was agreed to and taken back: HR's evidence, and nothing of the face. */
type WithdrawnRow = Row & { withdrawnAtMs: number; withdrawnBy: string; samples: number; why: Why };
type Why = ConsentEvent['why'];
type NamedBy = By & { name: string };

export function consentStore(db: Knex) {
  return {
    /** False when there is no such person. Throws BADGE_ONLY. */
    async giveConsent(companyId: string, personId: string, consent: Consent, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        const person = await trx<{ companyId: string; id: string; name: string; badgeOnly: number }>('people')
          .where({ companyId, id: personId })
          .first('name', 'badgeOnly');
        if (!person) return false;
        if (person.badgeOnly === 1) throw problem('BADGE_ONLY', { name: person.name });
        await insertConsent(trx, companyId, personId, consent, by);
        return true;
      });
    },

    /** Erases every face with it, and answers how many; null when none was recorded. */
    async withdrawConsent(companyId: string, personId: string, by: NamedBy): Promise<number | null> {
      const erased = await inTransaction(db, (trx) => withdraw(trx, companyId, personId, by, null));
      if (erased !== null) await forgetErased(db);
      return erased;
    },

    /** Oldest first. */
    async consentHistory(companyId: string, personId: string): Promise<ConsentEvent[]> {
      const given = await db<Row>('consents').where({ companyId, personId });
      const withdrawn = await db<WithdrawnRow>('withdrawn_consents').where({ companyId, personId });
      const both = withdrawn.flatMap((row) => [givenEvent(row), withdrawnEvent(row)]);
      return [...given.map(givenEvent), ...both].sort(
        (a, b) => a.atMs - b.atMs || a.kind.localeCompare(b.kind),
      );
    },
  };
}

const givenEvent = ({ givenAtMs, recordedBy, statement, locale }: Row): ConsentEvent => ({
  ...{ kind: 'given', atMs: Number(givenAtMs), by: recordedBy, statement, locale, samples: 0, why: null },
});
const withdrawnEvent = ({
  withdrawnAtMs,
  withdrawnBy,
  samples,
  why,
  ...was
}: WithdrawnRow): ConsentEvent => ({
  ...{ kind: 'withdrawn', atMs: Number(withdrawnAtMs), by: withdrawnBy, samples, why },
  ...{ statement: was.statement, locale: was.locale },
});

export async function insertConsent(
  trx: Knex,
  companyId: string,
  personId: string,
  { locale = 'en', ...consent }: Consent,
  by: By,
): Promise<void> {
  await trx('consents').insert({ ...consent, locale, companyId, personId, givenAtMs: by.nowMs });
  await noteWithdrawal(trx, companyId, personId, null);
  const detail = { locale };
  await writeAudit(trx, companyId, by, { action: 'person.consented', subject: personId, detail });
}

/** For a person who becomes badge-only. Throws CONFIRM_NEEDED when there is something to erase and nobody said yes. */
export async function eraseFaces(
  trx: Knex,
  companyId: string,
  personId: string,
  by: NamedBy,
  { confirmed, name }: { confirmed: boolean; name: string },
): Promise<void> {
  const consent = await trx('consents').where({ companyId, personId }).first<object | undefined>('id');
  if (!consent) return;
  if (!confirmed) throw problem('CONFIRM_NEEDED', { what: `it erases the faces and the consent of ${name}` });
  await withdraw(trx, companyId, personId, by, 'badgeOnly');
}

/** What had been agreed to is kept without the row that allowed faces, and apart from the log, which is pruned. */
async function withdraw(
  trx: Knex,
  companyId: string,
  personId: string,
  { name, ...by }: NamedBy,
  why: Why,
): Promise<number | null> {
  const consents = await trx<Row>('consents').where({ companyId, personId });
  if (consents.length === 0) return null;
  const counts = await trx('samples')
    .where({ companyId, personId })
    .groupBy('consentId')
    .select<{ consentId: string; samples: number }[]>('consentId', trx.raw('count(*) as samples'));
  const samplesOf = new Map(counts.map(({ consentId, samples }) => [consentId, Number(samples)]));
  await trx('consents').where({ companyId, personId }).delete();
  await noteWithdrawal(trx, companyId, personId, by.nowMs);
  await trx('evidence_pictures').where({ companyId, personId }).delete();
  await deleteTemplates(trx, companyId, personId);
  for (const consent of consents) {
    const samples = samplesOf.get(consent.id) ?? 0;
    const withdrawn = { withdrawnAtMs: by.nowMs, withdrawnBy: name, samples, why };
    await trx<WithdrawnRow>('withdrawn_consents').insert({ ...consent, ...withdrawn });
    const detail = { locale: consent.locale, samples };
    await writeAudit(trx, companyId, by, {
      action: 'person.consentWithdrawn',
      subject: personId,
      detail,
    });
  }
  return [...samplesOf.values()].reduce((sum, samples) => sum + samples, 0);
}

/** Kept with the person: the log is pruned, and a terminal that must lose their fingers may be away for longer. null: given again. */
async function noteWithdrawal(trx: Knex, companyId: string, id: string, consentWithdrawnAtMs: number | null) {
  await trx('people').where({ companyId, id }).update({ consentWithdrawnAtMs });
}
