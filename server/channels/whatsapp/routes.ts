/** What Twilio calls: the state of messages, and what people write. Every call is signed, or refused. */
import express from 'express';
import { z } from 'zod';
import { problem } from '../../errors.ts';
import { nothing, type Route } from '../../http/route.ts';
import type { ChannelConfig } from '../channelConfig.ts';
import type { Received } from '../inbound/createInbound.ts';
import { inboundPath, statusPath } from './createWhatsApp.ts';

export type TwilioRouteParts = {
  config: () => ChannelConfig;
  /** As entered at Twilio; '': not set, and the address the request came to counts. */
  publicUrl: () => string;
  hear: (news: {
    providerId: string;
    messageId: string | null;
    status: string;
    errorCode: string | null;
  }) => Promise<void>;
  receive: (received: Received) => Promise<void>;
};

/** A text of 1,600 characters, three bytes for each byte, and what Twilio says about it. */
const form = express.urlencoded({ extended: false, limit: '40kb', parameterLimit: 100 });
const text = z.string().max(4_000);
const signedForm = z.record(z.string().max(100), text);

/** An empty answer: what is to be said goes by the outbox. */
const noReply = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

export function twilioRoutes(route: Route, parts: TwilioRouteParts): void {
  const shape = { body: signedForm, before: [form], allow: 'anyone' as const };
  route(
    {
      ...{
        method: 'post',
        path: statusPath,
        ...shape,
        query: z.object({ message: z.string().max(100).optional() }),
      },
      summary: 'Twilio tells what became of a message: a form, signed',
      answer: nothing,
    },
    async ({ body, query, request }) => {
      await mustBeTwilio(parts, request, body);
      const { MessageSid: providerId, MessageStatus: status, ErrorCode: errorCode = '' } = body;
      if (providerId === undefined || status === undefined)
        throw problem('INPUT_INVALID', { problem: 'it tells nothing' });
      await parts.hear({
        providerId,
        status,
        messageId: query.message ?? null,
        errorCode: errorCode === '' ? null : errorCode,
      });
      return null;
    },
  );
  route(
    {
      ...{ method: 'post', path: inboundPath, ...shape, text: 'text/xml', answer: z.string() },
      summary: 'Twilio delivers what somebody wrote: a form, signed; answers come as messages of their own',
    },
    async ({ body, request }) => {
      await mustBeTwilio(parts, request, body);
      const { MessageSid: messageSid, From: from, Body = '', ButtonText = '' } = body;
      if (messageSid === undefined || from === undefined)
        throw problem('INPUT_INVALID', { problem: 'it tells nothing' });
      const repliedTo = body['OriginalRepliedMessageSid'] ?? null;
      await parts.receive({ messageSid, from, body: Body || ButtonText, repliedTo });
      return noReply;
    },
  );
}

type Asked = {
  originalUrl: string;
  protocol: string;
  headers: Record<string, unknown>;
  get(name: string): string | undefined;
};

async function mustBeTwilio(
  { config, publicUrl }: TwilioRouteParts,
  request: Asked,
  body: Record<string, string>,
): Promise<void> {
  const { authToken, accountSid } = config().values;
  const { validateRequest } = (await import('twilio/lib/webhooks/webhooks.js')).default;
  const base = publicUrl().replace(/\/+$/, '') || `${request.protocol}://${request.get('host') ?? ''}`;
  const signature = request.get('x-twilio-signature') ?? '';
  const url = base + request.originalUrl;
  if (!authToken || body['AccountSid'] !== accountSid || !validateRequest(authToken, signature, url, body))
    throw problem('SIGNATURE_WRONG', {});
}
