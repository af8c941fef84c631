/** Goal: the incidents in Indonesian say nothing in English. Method: a made-up company in which much goes wrong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whyAbsent } from '../../server/alerts/whyAbsent.ts';
import { withNames } from '../../server/alerts/incidentView.ts';
import { wordings } from '../../web/src/locales/serverTexts.id.ts';
import { serverText, setWordings } from '../../web/src/serverText.ts';
import { aDay, madeCompany } from '../helpers/madeCompany.ts';

beforeAll(() => setWordings(wordings));
afterAll(() => setWordings([]));

/** Only words that are in no Indonesian sentence. */
const english = /\b(the|its|it|is|not|at|of|to|who|with|and|nobody|seen|because|stands|waits|told)\b/i;
/** Of the camera: what cameras say is tested beside. */
const madeUp = 'It is covered.';
const mustBeSpoken = (text: string) =>
  expect([text, english.test(serverText(withNames(text, () => 'Farid')))]).toEqual([text, false]);

test('what happened to incidents, why others were told, and what is missing is said in Indonesian', () => {
  const quiet = madeCompany(
    { quietHours: { from: '22:00', to: '06:00' }, digestFrom: 2 },
    aDay('2026-11-20T23:00'),
  );
  const gone = madeCompany();
  gone.off('farid', 'leave');
  gone.absent('ayu');
  gone.absent('dewi');
  gone.absent('clara');
  gone.standsIn('gita', 'clara');
  gone.off('clara', 'restDay');
  gone.camera('hall', 'blind');
  gone.run(120_000, 5_000);
  gone.blind('ayu', true);
  gone.run(60_000, 5_000);
  gone.blind('ayu', false);
  gone.back('ayu');
  gone.back('dewi', 'leave');
  gone.camera('hall', 'seeing');
  gone.run(1_500_000, 10_000);
  quiet.absent('ayu');
  quiet.absent('budi');
  quiet.run(60_000, 5_000);
  quiet.acknowledge('ayu');
  for (const company of [quiet, gone]) {
    const kinds = ['opened', 'alerted', 'held', 'grouped', 'inhibited', 'noRecipient', 'escalated'] as const;
    for (const kind of [...kinds, 'resolved' as const, 'closed' as const])
      for (const { detail } of company.events(kind))
        if (!detail.includes('(') && detail !== madeUp) mustBeSpoken(detail);
    for (const { note } of company.alerts()) if (note !== null) mustBeSpoken(note);
    for (const { text } of company.problems()) mustBeSpoken(text);
  }
});

test('why somebody counts as absent is said in Indonesian', () => {
  const evidence = {
    ...{ kind: 'left' as const, thresholdMs: 300_000, coveredMs: 300_000, cameras: 3, camerasSeeing: 3 },
    ...{ punches: [], shift: { shiftId: 's', startMs: 0, endMs: 1 }, lastSeen: null },
  };
  const seen = { atMs: 0, cameraId: 'c', cameraName: 'Gerbang', area: 'Halaman', score: 0.9, faces: 3 };
  for (const more of [{}, { kind: 'notArrived' as const }, { lastSeen: seen }])
    mustBeSpoken(whyAbsent({ ...evidence, ...more }, 'UTC'));
});
