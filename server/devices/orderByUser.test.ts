import { expect, test } from 'vitest';
import { blockRows, orderByUser } from './orderByUser.ts';

const logs = (userIds: readonly (string | null)[]) => ({
  count: userIds.length,
  userIdAt: (index: number) => userIds[index] ?? null,
});

test('orderByUser: one user after the other, each record once, those of a user as they came; of nobody first', () => {
  const users = ['20', '3', null, '20', '100', '3', '20'];
  const order = [...orderByUser(logs(users))];
  expect(order).toEqual([2, 4, 0, 3, 6, 1, 5]);
  expect(orderByUser(logs([]))).toHaveLength(0);
});

test('orderByUser: a log of years is put in order block by block, each record once', () => {
  const users = Array.from({ length: 2 * blockRows + 10 }, (_, index) => String(index % 7));
  const order = orderByUser(logs(users));
  expect(order.toSorted()).toEqual(Uint32Array.from(users.keys()));
  const blockOf = (index: number): number => Math.floor(index / blockRows);
  expect([...order].filter((at, index) => blockOf(at) !== blockOf(index))).toEqual([]);
  expect(users[order[blockRows] ?? 0]).toBe('0');
  expect([...order.subarray(2 * blockRows)].map((at) => users[at])).toEqual(
    [...users.slice(2 * blockRows)].sort(),
  );
});
