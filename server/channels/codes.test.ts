import { expect, test } from 'vitest';
import { afterFailure, afterOutcome } from './afterOutcome.ts';
import { codeOf, codes, problemText, twilioCodes } from './codes.ts';
import { outcomeOf } from './outcomeOf.ts';
import type { Outgoing } from './outgoing.ts';

/** Written by hand: what is done about each code must not change by accident. */
const actions: Record<string, string> = {
  20003: 'stop',
  20005: 'stop',
  20404: 'stop',
  20429: 'slowDown',
  20503: 'retry',
  21211: 'fallBack',
  21408: 'fallBack',
  21608: 'fallBack',
  21610: 'fallBack',
  21617: 'fallBack',
  21655: 'stop',
  21656: 'fallBack',
  21703: 'stop',
  30001: 'slowDown',
  30002: 'stop',
  30003: 'fallBack',
  30005: 'fallBack',
  30008: 'retry',
  63001: 'stop',
  63003: 'fallBack',
  63005: 'fallBack',
  63007: 'stop',
  63008: 'stop',
  63010: 'retry',
  63012: 'retry',
  63013: 'fallBack',
  63015: 'fallBack',
  63016: 'template',
  63017: 'slowDown',
  63018: 'slowDown',
  63020: 'stop',
  63021: 'fallBack',
  63024: 'fallBack',
  63027: 'stop',
  63028: 'fallBack',
  63032: 'fallBack',
  63038: 'stop',
  63040: 'stop',
  63041: 'stop',
  63042: 'stop',
  63049: 'fallBack',
  63051: 'stop',
};

const message: Outgoing = {
  ...{ messageId: 'm', recipientId: 'person:1', channel: 'whatsapp', address: '+628111111111' },
  ...{ template: 'test', variables: {}, language: 'en', attempts: 1 },
  ...{ createdAtMs: 0, expiresAtMs: 3_600_000, claimedAtMs: 0 },
  fallbacks: [{ channel: 'email', address: 'a@example.com' }],
};
const alone: Outgoing = { ...message, fallbacks: [] };
const times = { nowMs: 1_000, random: 1 };

test('every code of Twilio has an action and a sentence that says what to do', () => {
  expect(Object.fromEntries(twilioCodes.map((code) => [code, codeOf(code).action]))).toEqual(actions);
  for (const { problem } of Object.values(codes))
    expect(problem).toMatch(/^(Cannot|Not) .+: .+\. .+\.$|^Not sent: .+\. .+\.$/);
});

test.each(Object.entries(actions))('%s: %s', (code, action) => {
  const refused = afterOutcome(message, outcomeOf(code), times);
  const refusedAlone = afterOutcome(alone, outcomeOf(code), times);
  const failedLater = afterFailure(message, outcomeOf(code), times);
  switch (action) {
    case 'retry':
    case 'slowDown':
      expect(refused).toMatchObject({ state: 'queued', nextTryAtMs: 3_000, errorCode: code });
      // What was accepted and failed is over; another one is sent on the same channel.
      expect(failedLater).toMatchObject({
        state: 'failed',
        next: { channel: 'whatsapp', nextTryAtMs: 3_000 },
      });
      expect(outcomeOf(code)).toMatchObject({
        kind: 'retry',
        ...(action === 'slowDown' ? { slowDown: true } : {}),
      });
      break;
    case 'template':
      for (const change of [refused, refusedAlone, failedLater])
        expect(change).toMatchObject({
          state: 'failed',
          errorCode: code,
          next: { channel: 'whatsapp', nextTryAtMs: 1_000 },
        });
      break;
    case 'fallBack':
      for (const change of [refused, failedLater])
        expect(change).toMatchObject({
          state: 'failed',
          errorCode: code,
          next: { channel: 'email', fallbacks: [] },
        });
      expect(refusedAlone).toMatchObject({ state: 'failed', problem: problemText(code) });
      expect(refusedAlone.next).toBeUndefined();
      break;
    case 'stop':
      // Others are told at once; who has no other channel waits until it is mended.
      for (const change of [refused, failedLater])
        expect(change).toMatchObject({ state: 'failed', errorCode: code, next: { channel: 'email' } });
      expect(refusedAlone).toMatchObject({ state: 'queued', nextTryAtMs: 3_000, problem: problemText(code) });
      break;
    default:
      throw new Error(action);
  }
});

test('a code nobody knows fails this message, with what the provider said', () => {
  expect(afterOutcome(message, outcomeOf('64999', 'Too  blue'), times)).toMatchObject({
    state: 'failed',
    errorCode: '64999',
    next: { channel: 'email' },
  });
  expect(problemText('64999', 'Too  blue')).toContain('code 64999 ("Too blue")');
});

test('what cannot be sent for two minutes takes the next channel', () => {
  const unreachable = { kind: 'retry', code: 'unreachable' } as const;
  expect(afterOutcome(message, unreachable, { nowMs: 119_000, random: 0 })).toMatchObject({
    state: 'queued',
  });
  expect(afterOutcome(message, unreachable, { nowMs: 120_000, random: 0 })).toMatchObject({
    state: 'failed',
    next: { channel: 'email' },
  });
  expect(afterOutcome(alone, unreachable, { nowMs: 1_200_000, random: 0 })).toMatchObject({
    state: 'queued',
  });
});
