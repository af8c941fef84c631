import { describe, expect, test } from 'vitest';
import { renderText } from '../channels/renderText.ts';
import type { Incident } from './incident.ts';
import { messageFor } from './messageFor.ts';

const detail: Incident['detail'] = {
  ...{ name: '', teamId: null, area: null, cameraId: null, why: '', trouble: 'Cannot write: it is full.' },
  ...{ acknowledged: null, endedBy: null, lastSeenMs: null, dueSinceMs: null, told: -1, missed: [] },
};
const incident = (subjectId: string, endedAtMs: number | null = null): Incident => ({
  ...{ incidentId: subjectId, kind: 'jobFailed', subjectId, state: 'open', sinceMs: 0, openedAtMs: 0 },
  ...{ level: 1, nextLevelAtMs: null, standingSinceMs: null, snoozedUntilMs: null, endedAtMs },
  ...{ absenceId: null, detail },
});

function read(kind: 'raised' | 'resolved', language: 'en' | 'id', incidents: Incident[]): string {
  const sending = { recipientId: 'user:ada', kind, level: 1, of: 'jobFailed' as const, incidents };
  const wordings = { language, nowMs: 0, zoneOf: () => 'UTC', nameOf: () => '', supervisorOf: () => null };
  const told = messageFor({ ...sending, alertIds: [], expiresAtMs: 1 }, wordings);
  return renderText({ ...told, language, createdAtMs: 0 }, 'UTC').text;
}

describe('messageFor() of work of the server', () => {
  test('says which, and what is known of it', () => {
    expect(read('raised', 'en', [incident('employees')])).toBe(
      'Work that the server does by itself fails: the employee master (told at 00:00). What is known: Cannot write: it is full. Look at it on the settings page.',
    );
    expect(read('raised', 'id', [incident('hours')])).toMatch(
      /^Pekerjaan otomatis server gagal: berkas jam kerja \(dikabarkan pukul 00:00\)\. Yang diketahui: .*full\. Periksa/,
    );
  });

  test('says what goes well again, and after how long', () => {
    expect(read('resolved', 'en', [incident('hours', 600_000)])).toContain('the file of hours, after 10 min');
    expect(read('resolved', 'id', [incident('hours', 600_000)])).toContain(
      'berkas jam kerja, setelah 10 menit',
    );
  });

  test('several make one message about all of them', () => {
    const both = [incident('employees'), incident('hours')];
    expect(read('raised', 'en', both)).toContain('fails: the employee master and the file of hours (told');
    expect(read('raised', 'id', both)).toContain(
      'gagal: data induk karyawan dan berkas jam kerja (dikabarkan',
    );
  });
});
