/** Twilio as tests meet it: the one of the demo office. */
export * from '../../server/demo/localTwilio/startLocalTwilio.ts';
