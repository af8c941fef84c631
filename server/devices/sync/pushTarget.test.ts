/** When a terminal that calls is to be asked for all it holds: before anybody leaves it. */
import { expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../../directory/directory.ts';
import type { StoredDevice } from '../store.ts';
import { createSyncBook } from './createSyncBook.ts';
import { isReadDue } from './pushTarget.ts';
import { freshRow } from './syncRow.ts';

const device: StoredDevice = {
  ...{ deviceId: 'd', name: 'D', kind: 'push', host: '', port: 0, transport: 'tcp', commKey: 0 },
  ...{ serial: 'S', areaId: 'hall', timeZone: null, direction: 'asTold', liveSync: true, facts: {} },
  ...{ approvedAtMs: 1, lastSyncMs: null, createdAtMs: 0 },
};
const person = (personId: string, code: string): DirectoryPerson => ({
  ...{ personId, name: personId, code, job: null, teamId: null, supervisorId: null, areaIds: ['hall'] },
  ...{ badgeOnly: false, deactivatedAtMs: null },
});
const hall = { areaId: 'hall', name: 'Hall', parentId: null, timeZone: null };

/** Ana was put on the terminal under 1001. */
function isDue(codes: Record<string, string>, isWhole = false): boolean {
  const people = new Map(Object.entries(codes).map(([id, code]) => [id, person(id, code)]));
  const directory = { people, areas: new Map([['hall', hall]]), teams: new Map() } as unknown as Directory;
  const at = { takesOf: () => ({ takes: {}, kinds: [] }) as never, isSeen: () => true };
  const ana = { ...freshRow('d', '1001', 0), personId: 'ana', held: true, wanted: 'there' as const };
  const book = createSyncBook({ directory: () => directory, devices: () => [device], ...at }, [ana]);
  book.setUsers('d', new Map([['1001', { userId: '1001', name: 'Ana', privilege: 0, card: '' }]]));
  return isReadDue({ book, push: { reads: { isWhole: () => isWhole } } as never }, device);
}

test('nobody is to leave it: it is not asked', () => {
  expect(isDue({ ana: '1001', ben: '1002' })).toBe(false);
});

test.each([
  ['nobody else has the old number', { ana: '1005', ben: '1002' }],
  ['the old number is already that of somebody else', { ana: '1005', ben: '1001' }],
])('somebody has another number, and %s: it is asked, until all of it came', (_, codes) => {
  expect(isDue(codes)).toBe(true);
  expect(isDue(codes, true)).toBe(false);
});
