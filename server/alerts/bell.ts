/** What the bell and the incidents tell each other: one acknowledgement answers for both. */
import type { By } from '../access/audit.ts';
import type { NoticeView } from '../wire.ts';
import type { Incident } from './incident.ts';

export type BellNotice = Pick<NoticeView, 'noticeId' | 'kind' | 'subjectId' | 'acknowledged'>;
export type Bell = {
  /** Those that last. */
  open: () => readonly BellNotice[];
  acknowledge: (noticeId: string, note: string, by: By & { name: string }) => Promise<unknown>;
};

/** Of a person there is one notice, whatever it says. */
export const bellKey = ({ kind, subjectId }: Pick<BellNotice, 'kind' | 'subjectId'>): string =>
  `${kind === 'away' || kind === 'absent' ? 'absence' : kind} ${subjectId}`;
const incidentKey = ({ kind, subjectId }: Incident): string => `${kind} ${subjectId}`;

/** Who answered on the bell for what an incident is about. */
export function answersOf(bell: Bell) {
  const notices = new Map(bell.open().map((notice) => [bellKey(notice), notice]));
  return (incident: Incident): { name: string; userId: string | null; note: string } | null => {
    const answer = notices.get(incidentKey(incident))?.acknowledged;
    return answer ? { name: answer.by, userId: null, note: answer.note } : null;
  };
}

/** Whoever takes care of an incident has answered on the bell too; by the state of both, so that nothing in between is lost. */
export async function answerBell(open: readonly Incident[], bell: Bell): Promise<void> {
  const answered = open.filter(({ detail }) => detail.acknowledged !== null);
  if (answered.length === 0) return;
  const waiting = new Map(
    bell.open().flatMap((notice) => (notice.acknowledged ? [] : [[bellKey(notice), notice] as const])),
  );
  for (const incident of answered) {
    const notice = waiting.get(incidentKey(incident));
    const by = incident.detail.acknowledged;
    if (notice && by)
      await bell.acknowledge(notice.noticeId, by.note, {
        ...{ userId: by.userId, name: by.by, nowMs: by.atMs, address: null },
      });
  }
}
