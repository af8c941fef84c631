/** Messages for another program. */
import type { ChannelConfig } from '../channelConfig.ts';
import type { Sender } from '../outgoing.ts';
import { renderText } from '../renderText.ts';
import { postWebhook } from './postWebhook.ts';

type WebhookNeeds = { config: () => ChannelConfig; timeZone: () => string; clock: () => number };

export const createWebhook = ({ config, timeZone, clock }: WebhookNeeds): Sender => ({
  send(message) {
    const { subject, text } = renderText(message, timeZone());
    const { messageId: id, template, variables, recipientId, language, createdAtMs } = message;
    return postWebhook({
      ...{ url: message.address, secret: config().values['secret'] ?? '', id, nowMs: clock() },
      body: { id, kind: 'message', template, variables, recipientId, language, createdAtMs, subject, text },
    });
  },
});
