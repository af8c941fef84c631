import { expect, test } from 'vitest';
import type { ChannelView } from '../../server/wire.ts';
import { missingFields } from './channelFields.ts';

const view = (changes: Partial<ChannelView>): ChannelView => ({
  ...{ channel: 'whatsapp', enabled: false, ready: false, config: {}, secretsSet: [], problem: null },
  counts: { queued: 0, sent: 0, failed: 0, oldestQueuedMs: null },
  ...changes,
});
const keys = (changes: Partial<ChannelView>) => missingFields(view(changes)).map(({ key }) => key);

test('missingFields() asks for one of the two senders, and for secrets that are not set', () => {
  expect(keys({})).toEqual(['accountSid', 'authToken', 'from']);
  expect(keys({ config: { accountSid: 'AC1', messagingServiceSid: 'MG1' } })).toEqual(['authToken']);
  expect(keys({ config: { accountSid: 'AC1', from: '+1' }, secretsSet: ['authToken'] })).toEqual([]);
});

test('missingFields() asks nothing for the browser', () => {
  expect(keys({ channel: 'browser' })).toEqual([]);
});
