/** The protocol's bytes: every vector of public descriptions, every layout, and what does not fit refused by its code. */
import { describe, expect, test } from 'vitest';
import { encodeLog, encodeLogEvent } from '../simulator/simulatedTerminal.ts';
import { commKey } from './commKey.ts';
import { decodeCounts } from './counts.ts';
import { createDeviceText, cutToFit } from './deviceText.ts';
import { decodeTime, decodeTimeBytes, encodeTime, encodeTimeBytes } from './deviceTime.ts';
import { decodeEvent, logEventWidths } from './events.ts';
import { createFrameReader } from './frameReader.ts';
import { decodeLogs, logWidths } from './logs.ts';
import { decodeOption } from './options.ts';
import { checksum, decodePacket, encodePacket, wrapForTcp } from './packet.ts';
import { decodeOneTemplate, decodeTemplates } from './templates.ts';
import { decodeUsers, encodeUser, userWidths } from './users.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const dataset = (...rows: Buffer[]): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(Buffer.concat(rows).length);
  return Buffer.concat([head, ...rows]);
};
const code = (name: string): object => expect.objectContaining({ code: name }) as object;
const nobody = (): null => null;

describe('frames', () => {
  const connect = encodePacket({ command: 1000, session: 0, reply: 0, data: Buffer.alloc(0) });

  test('encodePacket() makes CONNECT as it is seen on the wire', () => {
    expect(wrapForTcp(connect)).toEqual(hex('50 50 82 7d 08 00 00 00 e8 03 17 fc 00 00 00 00'));
  });

  test('checksum() agrees with the published vector, and an odd last byte counts', () => {
    expect(checksum(hex('0b00f38d03005a4b4661636556657273696f6e00'))).toBe(0x175a);
    expect(checksum(hex('01'))).toBe(0xfffe);
  });

  test('decodePacket() knows a sound message from one with a changed byte', () => {
    const packet = encodePacket({ command: 11, session: 7, reply: 9, data: Buffer.from('~OS\0') });
    expect(decodePacket(packet)).toMatchObject({ command: 11, session: 7, reply: 9, sound: true });
    packet.writeUInt8(0x21, 9);
    expect(decodePacket(packet).sound).toBe(false);
    expect(() => decodePacket(Buffer.alloc(7))).toThrow(code('DEVICE_GARBLED'));
  });

  test('createFrameReader() finds the same messages however the bytes are cut', () => {
    const stream = Buffer.concat([
      wrapForTcp(connect),
      wrapForTcp(Buffer.alloc(65_480, 3)),
      wrapForTcp(connect),
    ]);
    for (const size of [1, 2, 3, 7, 16, 1460, stream.length]) {
      const reader = createFrameReader();
      const found: Buffer[] = [];
      for (let at = 0; at < stream.length; at += size)
        found.push(...reader.push(stream.subarray(at, at + size)));
      expect(found.map((each) => each.length)).toEqual([8, 65_480, 8]);
      expect([reader.strayBytes(), reader.waitingBytes()]).toEqual([0, 0]);
    }
  });

  test('createFrameReader() skips what is between messages, and refuses what is no talk at all', () => {
    const reader = createFrameReader();
    const stray = hex('50 50 82 50 50 11');
    expect(reader.push(Buffer.concat([stray, wrapForTcp(connect)]))).toEqual([connect]);
    expect(reader.strayBytes()).toBe(6);
    expect(() => createFrameReader().push(hex('50 50 82 7d ff ff ff 7f'))).toThrow(code('DEVICE_GARBLED'));
    expect(() => createFrameReader().push(hex('50 50 82 7d 07 00 00 00'))).toThrow(code('DEVICE_GARBLED'));
    expect(() => createFrameReader().push(Buffer.alloc(70_000, 1))).toThrow(code('DEVICE_GARBLED'));
  });

  test('commKey() agrees with the published vectors', () => {
    expect(commKey(1234, 0x5a5a)).toEqual(hex('41 36 32 23'));
    expect(commKey(0, 1)).toEqual(hex('61 7d 32 79'));
  });
});

describe('times', () => {
  test.each([
    ['2018-06-25T17:41:05', 594_063_665],
    ['2026-02-28T23:59:59', 840_758_399],
    ['2026-03-01T00:00:00', 841_017_600],
  ])('%s is %i, both ways', (at, stored) => {
    expect([encodeTime(at), decodeTime(stored)]).toEqual([stored, at]);
  });

  test('decodeTime() invents no day between the last of a month and the first', () => {
    expect(decodeTime(840_758_400)).toBeNull();
    expect(decodeTime(841_017_599)).toBeNull();
    expect(decodeTime(encodeTime('2028-02-29T00:00:00'))).toBe('2028-02-29T00:00:00');
    expect(decodeTime(encodeTime('2027-02-28T00:00:00') + 86_400)).toBeNull();
    expect(decodeTime(0xffff_ffff)).toBeNull();
  });

  test('decodeTimeBytes() reads what events carry', () => {
    expect(decodeTimeBytes(encodeTimeBytes('2026-11-20T08:01:02'))).toBe('2026-11-20T08:01:02');
    expect(decodeTimeBytes(hex('1a 02 1f 08 01 02'))).toBeNull();
    expect(decodeTimeBytes(Buffer.alloc(3))).toBeNull();
  });
});

describe('users', () => {
  const text = createDeviceText();
  const user = {
    uid: 300,
    userId: '20260001',
    name: 'Siti',
    privilege: 14,
    disabled: true,
    password: '1234',
    card: 4_000_000_000,
  };

  test.each(userWidths)('of %i bytes come back as they were', (width) => {
    const other = { ...user, uid: 65_535, userId: '7', name: '', privilege: 0, disabled: false };
    const rows = [user, other].map((each) => encodeUser(each, width, text));
    const { users } = decodeUsers(dataset(...rows), 2, text);
    expect(users).toMatchObject([user, other]);
  });

  test('an id of 24 letters stays whole, and what is not known of a row stays as it was', () => {
    const row = Buffer.alloc(72, 0xee);
    const written = encodeUser({ ...user, userId: 'EMP20260001ABCDEFGHIJKLM', row }, 72, text);
    expect(decodeUsers(dataset(written), 1, text).users[0]?.userId).toBe('EMP20260001ABCDEFGHIJKLM');
    expect(written.subarray(39, 48)).toEqual(Buffer.alloc(9, 0xee));
  });

  test('what does not fit is refused, not cut', () => {
    const write =
      (change: object, width: 28 | 72 = 72) =>
      () =>
        encodeUser({ ...user, ...change }, width, text);
    expect(write({ name: 'n'.repeat(24) })).toThrow(code('DEVICE_VALUE_UNFIT'));
    expect(write({ userId: 'a'.repeat(25) })).toThrow(code('DEVICE_VALUE_UNFIT'));
    expect(write({ userId: 'EMP1' }, 28)).toThrow(code('DEVICE_VALUE_UNFIT'));
    expect(write({ password: '123456789' })).toThrow(code('DEVICE_VALUE_UNFIT'));
    expect(write({ uid: 70_000 })).toThrow(code('DEVICE_VALUE_UNFIT'));
  });

  test('other widths, counts and sizes are refused by their code', () => {
    const rows = Array.from({ length: 14 }, (_, index) => encodeUser({ ...user, uid: index + 1 }, 72, text));
    expect(() => decodeUsers(dataset(...rows), 13, text)).toThrow(code('DEVICE_INCOMPLETE'));
    expect(() => decodeUsers(dataset(Buffer.alloc(100)), 2, text)).toThrow(code('DEVICE_LAYOUT_UNKNOWN'));
    expect(() => decodeUsers(dataset(...rows).subarray(0, -1), 14, text)).toThrow(code('DEVICE_INCOMPLETE'));
    expect(() => decodeUsers(dataset(...rows), 0, text)).toThrow(code('DEVICE_INCOMPLETE'));
    // 14 rows of 72 bytes are 36 of 28: the count alone would invent 22 people.
    expect(() => decodeUsers(dataset(...rows), 36, text)).toThrow(code('DEVICE_INCOMPLETE'));
  });
});

describe('names', () => {
  test.each([
    ['utf-8', 'Ünal Ağaoğlu 李'],
    ['gbk', '李小龙'],
    ['big5', '陳大文'],
    ['shift_jis', '山田太郎'],
    ['euc-kr', '김철수'],
    ['windows-1256', 'محمد'],
    ['windows-1251', 'Иван'],
    ['windows-874', 'สมชาย'],
  ] as const)('createDeviceText() of %s gives %s back', (codePage, name) => {
    const text = createDeviceText(codePage);
    expect(text.decode(Buffer.concat([text.encode(name), Buffer.alloc(3)]))).toBe(name);
  });

  test('a character that was cut off is left out, and cutToFit() cuts none', () => {
    const text = createDeviceText();
    expect(text.decode(Buffer.from('Ağaoğlu').subarray(0, 2))).toBe('A');
    expect(cutToFit('Ağaoğlu', 7, text)).toBe('Ağaoğ');
    expect(() => createDeviceText('windows-1252').encode('李')).toThrow(code('DEVICE_VALUE_UNFIT'));
  });
});

describe('records', () => {
  const made = Array.from({ length: 10 }, (_, index) => ({
    userId: String(1000 + index),
    at: `2026-11-20T08:0${index}:02`,
    verify: 15,
    status: index % 2,
  }));
  const rowsOf = (width: (typeof logWidths)[number]) =>
    made.map((log, index) => encodeLog(log, index + 1, width));

  test.each(logWidths)('of %i bytes: 10 sent are 10 read', (width) => {
    const logs = decodeLogs(dataset(...rowsOf(width)), 10, (uid) => String(999 + uid));
    expect(logs).toMatchObject({ count: 10, width });
    expect([...logs]).toMatchObject(made);
  });

  test('a record of 8 bytes whose user is gone has the number of the terminal, and no invented id', () => {
    expect(decodeLogs(dataset(...rowsOf(8)), 10, nobody).at(3)).toMatchObject({ userId: null, uid: 4 });
  });

  test('a date on no calendar keeps its number', () => {
    const row = encodeLog({ userId: '1', at: 840_758_400 }, 1, 40);
    expect(decodeLogs(dataset(row), 1, nobody).at(0)).toMatchObject({ at: null, storedTime: 840_758_400 });
  });

  test.each([9, 20, 32, 44, 50, 56, 72])('of %i bytes are refused', (width) => {
    expect(() => decodeLogs(dataset(Buffer.alloc(width * 3)), 3, nobody)).toThrow(
      code('DEVICE_LAYOUT_UNKNOWN'),
    );
  });

  test('a wrong count is refused, also when it comes out even with another width', () => {
    for (const [width, count] of [
      [16, 20],
      [40, 50],
      [40, 25],
      [40, 11],
      [8, 5],
      [49, 9],
      [40, 0],
    ] as const) {
      const read = () => decodeLogs(dataset(...rowsOf(width)), count, nobody);
      expect(read).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/INCOMPLETE|LAYOUT/) as string }) as Error,
      );
    }
    expect(() => decodeLogs(Buffer.alloc(3), 1, nobody)).toThrow(code('DEVICE_INCOMPLETE'));
    expect([...decodeLogs(Buffer.alloc(0), 0, nobody)]).toEqual([]);
    expect([...decodeLogs(Buffer.alloc(4), 0, nobody)]).toEqual([]);
  });
});

describe('the rest', () => {
  test.each(logEventWidths)('a record told as it happens in %i bytes is read', (width) => {
    const log = { userId: '4711', at: '2026-11-20T08:01:02', verify: 15, status: 4 };
    const event = encodeLogEvent(log, width as 36);
    expect(decodeEvent(1, event)).toEqual([{ kind: 'log', ...log }]);
  });

  test('two records in one message are two, and an unknown width is kept, not guessed', () => {
    const log = { userId: '4711', at: '2026-11-20T08:01:02' };
    const event = encodeLogEvent(log, 52);
    expect(decodeEvent(1, Buffer.concat([event, event]))).toHaveLength(2);
    expect(decodeEvent(1, Buffer.alloc(33))).toEqual([{ kind: 'unknown', code: 1, bytes: Buffer.alloc(33) }]);
    expect(decodeEvent(64, Buffer.alloc(1))).toMatchObject([{ kind: 'unknown', code: 64 }]);
    expect(decodeEvent(8, hex('00 00 58 02 34 37 31 31 00 00 00 00 00 06'))).toEqual([
      { kind: 'fingerEnrolled', result: 0, size: 600, userId: '4711', finger: 6 },
    ]);
    expect(decodeEvent(8, hex('06 00'))).toMatchObject([{ result: 6, userId: null }]);
    expect(decodeEvent(128, hex('ff ff ff ff 01 01 01'))).toEqual([{ kind: 'verify', uid: null }]);
    expect(decodeEvent(512, hex('37 00 00 00'))).toEqual([{ kind: 'alarm', cause: 0x37 }]);
  });

  test('decodeCounts() reads both sizes and refuses less', () => {
    const data = Buffer.alloc(92);
    [
      [16, 5],
      [24, 6],
      [32, 7],
      [56, 3000],
      [60, 10_000],
      [64, 200_000],
      [80, 2],
      [88, 500],
    ].forEach(([at = 0, value = 0]) => data.writeUInt32LE(value, at));
    expect(decodeCounts(data)).toMatchObject({
      users: 5,
      fingers: 6,
      logs: 7,
      faces: 2,
      capacity: { faces: 500, logs: 200_000 },
    });
    expect(decodeCounts(data.subarray(0, 80))).toMatchObject({ users: 5, faces: null });
    expect(() => decodeCounts(data.subarray(0, 79))).toThrow(code('DEVICE_INCOMPLETE'));
  });

  test('decodeOption() takes the answer to what was asked, and nothing else', () => {
    expect(decodeOption(Buffer.from('~SerialNumber=ABC=1\0junk'), '~SerialNumber')).toBe('ABC=1');
    expect(decodeOption(Buffer.from('SerialNumber=ABC\0'), '~SerialNumber')).toBe('ABC');
    expect(decodeOption(Buffer.from('MAC=00:17\0'), '~SerialNumber')).toBeNull();
  });

  test('decodeTemplates() reads all of them or none', () => {
    const entries = hex('0a00 0100 06 01 aabbccdd 0800 0200 00 03 eeff');
    expect(decodeTemplates(dataset(entries), 2)).toEqual([
      { uid: 1, finger: 6, flag: 1, template: hex('aabbccdd') },
      { uid: 2, finger: 0, flag: 3, template: hex('eeff') },
    ]);
    expect(() => decodeTemplates(dataset(entries), 3)).toThrow(code('DEVICE_INCOMPLETE'));
    expect(() => decodeTemplates(dataset(entries.subarray(0, -1)), 2)).toThrow(code('DEVICE_INCOMPLETE'));
    expect(decodeOneTemplate(hex('aabb 000000000000 01'))).toEqual(hex('aabb'));
    expect(decodeOneTemplate(hex('aabb 01'))).toEqual(hex('aabb'));
  });
});
