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

describe('messageFor() of people who left and may be on a terminal', () => {
  const left = (name: string, people: number): Incident => ({
    ...incident(name),
    ...{ kind: 'stillOnTerminal', sinceMs: Date.UTC(1969, 11, 30, 8, 5) },
    detail: { ...detail, name, people, trouble: 'Cannot reach it. Check its cable.' },
  });
  const say = (kind: 'raised' | 'resolved', language: 'en' | 'id', incidents: Incident[]): string => {
    const of = 'stillOnTerminal' as const;
    const sending = { recipientId: 'user:ada', kind, level: 1, of, incidents, alertIds: [], expiresAtMs: 1 };
    const wordings = { language, nowMs: 0, zoneOf: () => 'UTC', supervisorOf: () => null };
    const told = messageFor(sending, { ...wordings, nameOf: (each) => each.detail.name });
    return renderText({ ...told, language, createdAtMs: 0 }, 'UTC').text;
  };

  test('says how many, where, since when, why, and what it means', () => {
    expect(say('raised', 'en', [left('Gate', 3)])).toBe(
      'People who left may still be on a terminal: 3 people on Gate, the longest since 30 Dec 08:05 (told at 00:00). What is known: Cannot reach it. Check its cable. Until it confirms that they are gone, they may punch and pass there; look at it on the terminals page.',
    );
    expect(say('raised', 'id', [left('Gate', 3)])).toContain(
      '3 orang di Gate, yang paling lama sejak 30 Des',
    );
  });

  test('several terminals make one message, and their end too', () => {
    const both = [left('Gate', 3), left('Door', 4)];
    expect(say('raised', 'en', both)).toContain(': 7 people on Gate and Door, the longest since 30 Dec');
    expect(say('resolved', 'en', both)).toBe(
      'Everybody who left is gone from a terminal, as it confirmed: Gate and Door (told at 00:00). Nothing more needs to be done.',
    );
    expect(say('resolved', 'id', both)).toContain('menurut terminal itu sendiri: Gate dan Door (dikabarkan');
  });
});
