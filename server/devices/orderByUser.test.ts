import { expect, test } from 'vitest';
import { orderByUser } from './orderByUser.ts';

const logs = (userIds: readonly (string | null)[]) =>
  Object.assign([...userIds.map((userId) => ({ userId }))], { count: userIds.length });

test('orderByUser: one user after the other, each record once, those of a user as they came; of nobody first', () => {
  const users = ['20', '3', null, '20', '100', '3', '20'];
  const order = [...orderByUser(logs(users))];
  expect(order).toEqual([2, 4, 0, 3, 6, 1, 5]);
  expect(orderByUser(logs([]))).toHaveLength(0);
});
