/** Goal: the page in Indonesian says nothing in English. Method: what the server can say, from its own tables, must be in the page's table. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { complaints } from '../../pipeline/decode/complaints.ts';
import { pictureFault } from '../../pipeline/motion/pictureFault.ts';
import { passwordProblem } from '../../server/access/passwordRules.ts';
import { parseCameraFile } from '../../server/cameras/cameraFile.ts';
import { onvifProblem } from '../../server/cameras/onvif/onvifCameras.ts';
import { recognitionAdvice } from '../../server/cameras/recognitionAdvice.ts';
import { outcomes } from '../../server/cameras/cameraTally.ts';
import { codes, problemText } from '../../server/channels/codes.ts';
import { refusedText } from '../../server/connectors/connectorProblems.ts';
import { reasons } from '../../server/connectors/frappe/deliver.ts';
import { sentences as frappe } from '../../server/connectors/frappe/frappeApi.ts';
import { incomplete } from '../../server/connectors/frappe/startFrappe.ts';
import { createCallers } from '../../server/devices/createCallers.ts';
import { meaningOf } from '../../server/devices/push/returnCodes.ts';
import { stillOnSentences } from '../../server/devices/sync/stillOn.ts';
import { syncProblems } from '../../server/devices/sync/syncProblems.ts';
import { sentences as listAlarms } from '../../server/employees/employeeAlarms.ts';
import { errors } from '../../server/errors.ts';
import { parseInWords } from '../../server/http/inputWords.ts';
import { folderTrouble } from '../../server/hours/fileProblem.ts';
import { readList } from '../../server/people/lists/readList.ts';
import type { TrackCounts } from '../../server/wire.ts';
import { wordings } from '../../web/src/locales/serverTexts.id.ts';
import { serverText, setWordings } from '../../web/src/serverText.ts';

beforeAll(() => setWordings(wordings));
afterAll(() => setWordings([]));

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('every wording keeps what changes, and is there once', () => {
  for (const [english, other] of wordings)
    expect([english, names(other).every((name) => names(english).includes(name))]).toEqual([english, true]);
  const twice = wordings
    .map(([english]) => english)
    .filter((text, index, all) => all.indexOf(text) !== index);
  expect(twice).toEqual([]);
});

test.each(Object.entries(errors))('the error %s has its sentence in Indonesian', (_, { text }) => {
  expect(wordings.map(([english]) => english)).toContain(text);
});

test('what does not fit, whatever it is, is said in Indonesian with its limits', () => {
  const units = z.object({
    awayAfterMs: z.number().min(10_000).max(600_000),
    keptDays: z.number().min(1).max(3_650),
  });
  const shape = z.strictObject({
    ...{ port: z.number().int().min(1).max(65_535), many: z.number().min(2), few: z.number().max(2) },
    ...{ name: z.string().min(1).max(100), long: z.string().max(2), list: z.array(z.string()).min(2) },
    ...{
      flag: z.boolean(),
      text: z.string(),
      mail: z.email(),
      form: z.string().regex(/^a$/),
      way: z.enum(['tcp', 'udp']),
    },
    ...{
      either: z.union([z.literal(''), z.number()]),
      half: z.number().multipleOf(0.5),
      any: z.string().refine(() => false),
    },
    ...{ day: z.iso.date(), units, more: z.array(z.string()), empty: z.string().min(1) },
  });
  const wrong = {
    ...{ port: 0, many: 1, few: 3, name: '', long: 'abc', list: [], flag: 1, mail: 'q', form: 'q', way: 'q' },
    ...{
      either: true,
      half: 0.3,
      any: 'q',
      day: 'q',
      units: { awayAfterMs: 1, keptDays: 0 },
      more: 1,
      empty: '',
      odd: 1,
    },
  };
  const issues = parseInWords(shape, wrong).error?.issues ?? [];
  expect(issues.length).toBeGreaterThan(18);
  for (const { message } of issues) {
    expect([message, serverText(message) !== message]).toEqual([message, true]);
    expect(serverText(message)).not.toMatch(/\b(must|from|characters|entries|days|min)\b/);
  }
  const said = (key: string) => serverText(issues.find(({ path }) => path.at(-1) === key)?.message ?? '');
  expect(said('port')).toBe('harus dari 1 sampai 65.535');
  expect(said('awayAfterMs')).toBe('harus dari 10 dtk sampai 10 mnt');
  expect(said('keptDays')).toBe('harus dari 1 sampai 3.650 hari');
});

test.each(Object.entries(codes))(
  'what keeps a message from arriving (%s) is said in Indonesian',
  (_, { problem }) => {
    expect(wordings.map(([english]) => english)).toContain(problem);
  },
);

test('a code nobody knows is told in Indonesian, with what the provider said', () => {
  expect(serverText(problemText('64999', 'Too blue'))).toBe(
    'Tidak dapat mengirim pesan ini: penyedia menolaknya dengan kode 64999 ("Too blue"). Cari kode itu di sana.',
  );
});

test('what keeps rows from Frappe HR is said in Indonesian, with what changes in it', () => {
  const said = [
    ...[frappe.unreachable('ENOTFOUND'), frappe.silent(), frappe.failing(502), frappe.notFrappe()],
    ...[frappe.keyRefused(), frappe.notPermitted(), frappe.noCheckins(), frappe.tooOften()],
    ...[frappe.elsewhere(), reasons.noCode(), reasons.noEmployee('E1', 'name'), incomplete, refusedText(3)],
  ];
  for (const text of said) expect([text, serverText(text) !== text]).toEqual([text, true]);
  expect(serverText(refusedText(3))).toContain('3 check-in');
});

test('why somebody is not on a terminal as they should be is said in Indonesian', () => {
  const kinds = ['finger', 'face', 'photo', 'bio'] as const;
  const said = Object.entries(syncProblems).flatMap(([name, says]) =>
    name === 'unsupported' || name === 'otherAlgorithm'
      ? kinds.map((kind) => syncProblems[name](kind))
      : (says as (value: string) => string)('7'),
  );
  for (const text of said) {
    expect([text, serverText(text) !== text]).toEqual([text, true]);
    expect(serverText(text)).not.toMatch(/\b(the|their|It|of)\b/);
  }
});

test('that people who left may be on a terminal is said in Indonesian, with the reason', () => {
  const counted = { people: 3, known: 2, since: '2026-11-20 09:12' };
  for (const trouble of [stillOnSentences.connecting(), stillOnSentences.unanswered()]) {
    const said = serverText(stillOnSentences.detail({ ...counted, trouble }));
    expect(said).toContain(serverText(trouble));
    expect(said).toMatch(/: 3 .*: 2\).* 2026-11-20 09:12\./);
    expect(said).not.toMatch(/\b(the|their|it|is|of)\b/i);
  }
});

test('what is wrong with the folder of the file of hours is said in Indonesian', () => {
  for (const text of Object.values(folderTrouble))
    expect([text, serverText(text) !== text]).toEqual([text, true]);
});

test('what a terminal answers to a command is said in Indonesian, whatever its number', () => {
  const numbers = [...Array.from({ length: 1100 }, (_, index) => -1 - index), 1, 2, 3, 4, 5, 6, 7];
  for (const said of new Set(numbers.map(meaningOf))) {
    expect(serverText(said)).not.toMatch(/\b(it|its|the|is)\b/);
    expect(serverText(syncProblems.notTaken(said))).not.toMatch(/\b(it|its|the|is)\b/);
  }
});

test('why a terminal that calls is offline is said in Indonesian', () => {
  let nowMs = 0;
  const callers = createCallers(
    () => nowMs,
    () => null,
  );
  const device = { deviceId: 'd', kind: 'push', approvedAtMs: 0, createdAtMs: 0 } as Parameters<
    typeof callers.stateOf
  >[0];
  nowMs = 3_600_000;
  const never = callers.stateOf(device).problem;
  callers.heard('d');
  nowMs = 7_200_000;
  for (const text of [never, callers.stateOf(device).problem])
    expect(serverText(text ?? '')).toMatch(/^Terminal (belum|tidak) menghubungi/);
});

test('why lists of employees are not followed is said in Indonesian', () => {
  const alarms = [
    ...[listAlarms.empty(), listAlarms.short(3, 90, 80), listAlarms.many(9, 5, 90)],
    ...[listAlarms.sameCode('K1', 'Ani, Budi'), listAlarms.columns('active', 'Code')],
    listAlarms.columns('terminated', 'Code'),
  ];
  for (const text of alarms) expect(serverText(text)).not.toMatch(/\b(the|its|it|is|of)\b/);
});

const place = { protocol: 'RTSP', host: 'cam.local:554', file: 'cameras/hall.yaml', network: true };
test('everything that can be wrong with a stream is said in Indonesian', () => {
  for (const { says } of complaints)
    for (const at of [
      { ...place, ambiguous: false },
      { ...place, ambiguous: true, network: false },
    ]) {
      const { state, remedy } = says(['503'], at);
      expect([state, serverText(state) !== state]).toEqual([state, true]);
      expect([remedy, serverText(remedy) !== remedy]).toEqual([remedy, true]);
    }
});

test('a camera that shows nothing says so in Indonesian, with its name kept', () => {
  for (const fault of ['black', 'covered', 'frozen'] as const) {
    const { detail } = pictureFault(fault, { name: 'Hall', pace: 'live' });
    expect(serverText(detail)).toContain('Kamera "Hall"');
    expect(serverText(detail)).not.toMatch(/\b(the|its|it|Check)\b/);
  }
});

test('why people are not named is said in Indonesian', () => {
  for (const reason of outcomes.filter((each) => each !== 'named')) {
    const none = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as TrackCounts;
    const advice = recognitionAdvice({ ...none, [reason]: 9 });
    expect(serverText(advice ?? '')).toMatch(/^Sebab utama/);
  }
});

/** Only words that are in no Indonesian sentence. */
const english = /\b(the|its|it|is|not|at|of|to|with|should|Check|Cannot|your|line)\b/;
const said = (refuse: () => unknown): string => {
  try {
    refuse();
  } catch (error) {
    return serverText(error instanceof Error ? error.message : String(error));
  }
  throw new Error('nothing was refused');
};

test('what an ONVIF camera does not do is said in Indonesian', () => {
  for (const trouble of ['unreachable', 'silent', 'signInRefused', 'notOnvif', 'noVideo', 'tooMuch'] as const)
    expect(serverText(onvifProblem('10.0.0.7', trouble).message)).not.toMatch(english);
});

test('what is wrong with a camera file is said in Indonesian, with the place kept', () => {
  const hall = 'name: Hall\narea: Office\nurl: webcam:0\n';
  const files = [
    ...['- 1', 'name: Hall', `${hall}fps: 99`, `${hall}colour: red`, `${hall}enabled: perhaps`],
    ...[`${hall}zones: 3`, `${hall}zones:\n  - {kind: wall}`, `${hall}name: Hall`, `${hall}\tfps: 5`],
  ];
  for (const text of files) expect(said(() => parseCameraFile('hall.yaml', text))).not.toMatch(english);
  expect(said(() => parseCameraFile('hall.yaml', `${hall}fps: 99`))).toContain('baris 4, kolom 6');
});

test('why a list of people cannot be read is said in Indonesian', () => {
  for (const text of ['a,b\n1,2', 'name\n"Ani', 'name\n"Ani"x', 'name\nA"ni', 'name\0'])
    expect(said(() => readList(Buffer.from(text)))).not.toMatch(english);
});

test('what is wrong with a password is said in Indonesian', () => {
  const of = { email: 'budi@example.com', name: 'Budi', company: 'Contoh' };
  for (const password of ['short', 'budicontoh12', 'password1234']) {
    const problem = String(passwordProblem(password, { minLength: 10, of }));
    expect(problem).not.toBe('null');
    expect(serverText(`Cannot accept this request: password: ${problem}.`)).not.toMatch(english);
  }
});
