import { expect, test } from 'vitest';
import { subnetOf } from './subnetOf.ts';

test.each([
  [['gate.example', null, '10.1.2.33'], '10.1.2.0/24'],
  [['gate.example', '::1'], null],
  [[], null],
])('the network of %j is %j', (hosts, network) => {
  expect(subnetOf(hosts)).toBe(network);
});
