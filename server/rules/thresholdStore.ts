/** How long one may be unseen, of a person, a team or an area. Versions: an absence is judged by the limits of its time. */
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { ByName } from '../shifts/shiftStore.ts';
import type { ThresholdRule, Thresholds } from '../wire.ts';
import { appendVersion } from './appendVersion.ts';
import type { RuleBook } from './ruleBook.ts';

export type ThresholdStore = ReturnType<typeof createThresholdStore>;
export type ThresholdSubject = Pick<ThresholdRule, 'subject' | 'subjectId'>;

export const createThresholdStore = (db: Knex) => ({
  /** Both null: no rule of its own any more. */
  async setThresholds(
    companyId: string,
    { subject, subjectId }: ThresholdSubject,
    value: Thresholds,
    by: ByName,
  ): Promise<void> {
    const isNone = value.awayAfterMs === null && value.absentAfterMs === null;
    await inTransaction(db, async (trx) => {
      await appendVersion(trx, companyId, {
        ...{ kind: 'thresholds', subjectId: `${subject}:${subjectId}`, fromDate: null, fromMs: by.nowMs },
        ...{ value: isNone ? null : value, recordedBy: by.name },
      });
      const detail = { subject, ...said(value) };
      await writeAudit(trx, companyId, by, { action: 'thresholds.changed', subject: subjectId, detail });
    });
  },
});

/** Those in force. */
export function thresholdRules({ versions }: Pick<RuleBook, 'versions'>): ThresholdRule[] {
  const last = new Map<string, ThresholdRule | null>();
  for (const { kind, subjectId: key, value, fromMs, recordedBy } of versions) {
    if (kind !== 'thresholds') continue;
    const [subject, ...id] = key.split(':');
    const about = { subject: subject as ThresholdRule['subject'], subjectId: id.join(':') };
    last.set(
      key,
      value === null ? null : { ...about, ...(value as Thresholds), fromMs, changedBy: recordedBy },
    );
  }
  return [...last.values()].filter((rule) => rule !== null);
}

const said = ({ awayAfterMs, absentAfterMs }: Thresholds): Record<string, number> => ({
  ...(awayAfterMs === null ? {} : { awayAfterMs }),
  ...(absentAfterMs === null ? {} : { absentAfterMs }),
});
