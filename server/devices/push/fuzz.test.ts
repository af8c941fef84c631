/** Goal: nothing a terminal or a stranger sends breaks a parser. Method: made-up and damaged bodies of both dialects into all of them. A million of each dialect with WHEREABOUTS_FUZZ=1000000. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, wholeText } from './bodyText.ts';
import { commandShape, readCommand } from './commands.ts';
import { commandText } from './commandText.ts';
import { factsOf, infoOf, optionsOf } from './readOptions.ts';
import { readResults } from './readResults.ts';
import { readUpload } from './readUpload.ts';

const runs = Number(process.env['WHEREABOUTS_FUZZ'] ?? 10_000);
const seed = 20_261_120;
const timeoutMs = 60_000 + runs;

const template = Buffer.alloc(150, 'face').toString('base64');
const tables = {
  att: [
    ...['ATTLOG', 'OPERLOG', 'BIODATA', 'FINGERTMP', 'USERPIC', 'BIOPHOTO', 'FACE', 'USERINFO'],
    ...['options', 'ATTPHOTO', 'ERRORLOG', 'RemoteAtt', ''],
  ],
  acc: ['rtlog', 'rtstate', 'tabledata', 'count', 'options', 'registry'],
};
const tableNames = [
  'user',
  'biodata',
  'biophoto',
  'userpic',
  'templatev10',
  'transaction',
  'errorlog',
  'ATTPHOTO',
  'options',
];
const rows = {
  att: [
    '1001\t2026-11-20 08:01:02\t0\t15\t0\t0\t0',
    '7\t2000-02-29 00:00:00\t255\t1\t12',
    'OPLOG 4\t0\t2026-11-20 08:01:02\t0\t0\t0\t0',
    'USER PIN=1\tName=王小明\tPri=14\tPasswd=12\tCard=[0100000000]\tGrp=1\tTZ=\tVerify=-1',
    `FP PIN=1\tFID=6\tSize=${template.length}\tValid=1\tTMP=${template}`,
    `FACE PIN=1\tFID=50\tSIZE=150\tVALID=1\tTMP=${template}`,
    `BIODATA Pin=1\tNo=0\tIndex=0\tValid=1\tDuress=0\tType=9\tMajorVer=58\tMinorVer=12\tFormat=0\tTmp=${template}`,
    `USERPIC PIN=1\tFileName=1.jpg\tSize=200\tContent=${template}`,
    `BIOPHOTO PIN=1\tFileName=1.jpg\tType=9\tSize=200\tContent=${template}`,
    '~DeviceName=K40,MAC=00:17:61:00:00:01,FaceFunOn=1,~ZKFPVersion=10',
    'PIN=20261120080102-1001.jpg\nSN=T1\nsize=4\nCMD=uploadphoto\0\xff\xd8\xff\xd9',
    'ID=101&Return=0&CMD=DATA',
    'ID=7&Return=0&CMD=VERIFY SUM&AttlogSum=12',
  ],
  acc: [
    'time=2026-11-20 08:01:02\tpin=1001\tcardno=0\teventaddr=1\tevent=0\tinoutstatus=0\tverifytype=15\tindex=42',
    'time=2026-11-20 08:01:02\tpin=1\tevent=27\tinoutstatus=2\tverifytype=4\tindex=1',
    'transaction cardno=0\tpin=9\tverified=1\tdoorid=1\teventtype=0\tinoutstate=1\ttime_second=846547262\tindex=1',
    'time=2026-11-20 08:01:02\tsensor=00\trelay=00\talarm=0000000000000000',
    'user uid=1\tcardno=\tpin=7\tpassword=1\tgroup=1\tname=Ali\tprivilege=0',
    `biodata pin=1\tno=0\tindex=0\tvalid=1\tduress=0\ttype=8\tmajorver=5\tminorver=0\tformat=0\ttmp=${template}`,
    `templatev10 size=200\tpin=1\tfingerid=2\tvalid=1\ttemplate=${template}`,
    `userpic pin=1\tfilename=1.jpg\tsize=200\tcontent=${template}`,
  ],
};

const damaged = (of: string[]): fc.Arbitrary<Buffer> =>
  fc
    .record({
      lines: fc.array(fc.constantFrom(...of), { maxLength: 5 }),
      end: fc.constantFrom('\n', '\r\n', ''),
      flips: fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }),
      cut: fc.option(fc.nat(600), { nil: undefined }),
    })
    .map(({ lines, end, flips, cut }) => {
      const bytes = Buffer.from(lines.join(end || '\n') + end, 'utf8');
      for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value;
      return cut === undefined ? bytes : bytes.subarray(0, cut);
    });
const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

test.each(['att', 'acc'] as const)(
  `${runs} bodies of %s: nothing is thrown, every row is counted once, and no secret lies among what is kept raw`,
  (dialect) => {
    const body = fc.oneof(
      { weight: 3, arbitrary: damaged(rows[dialect]) },
      { weight: 1, arbitrary: anything },
    );
    const table = fc.constantFrom(...tables[dialect]);
    let read = 0;
    fc.assert(
      fc.property(body, table, fc.constantFrom(...tableNames), (bytes, of, tableName) => {
        const upload = readUpload({ table: of, tableName }, bytes);
        const { punches, users, templates, raw, passedOver } = upload;
        const kept = punches.length + users.length + templates.length + raw.length + passedOver;
        if (kept !== upload.rows) throw new Error(`${kept} of ${upload.rows} rows`);
        for (const { at, userId } of punches)
          if (!/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(at) || !/^[\x21-\x7e]{1,24}$/.test(userId))
            throw new Error(`no punch: ${userId} ${at}`);
        for (const { row } of raw) if (row.length > 4_100 || row.includes(template)) throw new Error(row);
        readResults(linesOf(bytes));
        factsOf(optionsOf(wholeText(bytes)));
        infoOf(bytes.toString('latin1'));
        readCommand(bytes.toString('utf8'));
        read += punches.length + users.length + templates.length;
      }),
      { numRuns: runs, seed },
    );
    expect(read).toBeGreaterThan(runs / 40);
  },
  timeoutMs,
);

test('no command that can be stored is a shell, a file or firmware, or holds a second command', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('1\nC:9:SHELL reboot', 'x\tPasswd=1', 'SHELL ls', 'PutFile a\tb', '\r\nC:1:UPGRADE'),
  );
  const kinds = commandShape.options.map((shape) => [...shape.shape.kind.values][0] as string);
  const made = fc.record({
    kind: fc.constantFrom(...kinds, 'shell', 'putFile'),
    ...{ userId: word, name: word, card: word, group: word, algorithm: word },
    privilege: fc.nat(14),
    ...{ of: fc.constantFrom('finger', 'face', 'photo', 'bio'), number: fc.nat(9) },
    ...{
      type: fc.nat(10),
      from: word,
      to: word,
      round: fc.constant(0),
      finger: fc.nat(9),
      overwrite: fc.boolean(),
    },
  });
  let expressed = 0;
  fc.assert(
    fc.property(made, fc.constantFrom('att' as const, 'acc' as const), (given, dialect) => {
      const known = commandShape.options.find((shape) => shape.shape.kind.values.has(given.kind as never));
      const keys = Object.keys(known?.shape ?? given);
      const stored = JSON.stringify(
        Object.fromEntries(keys.map((key) => [key, given[key as keyof typeof given]])),
      );
      const command = readCommand(stored);
      if (command === null) return;
      const text = commandText(command, dialect, {
        shown: '2026-11-20T08:00:00',
        template: Buffer.from('abc'),
      });
      if (text === null) return;
      expressed++;
      expect(text).toMatch(
        /^(DATA|CLEAR|CHECK|LOG|VERIFY SUM|SET OPTION|RELOAD|INFO|ENROLL_|REBOOT|AC_UNLOCK)/,
      );
      expect(text).not.toMatch(/[\r\n\0]/);
    }),
    { numRuns: 5_000, seed },
  );
  expect(expressed).toBeGreaterThan(500);
});
