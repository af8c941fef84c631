/** A message on the open pages of a user. */
import { outcomeOf } from '../outcomeOf.ts';
import type { Sender } from '../outgoing.ts';
import { renderText } from '../renderText.ts';
import type { TemplateKey } from '../queueMessage.ts';

export type BrowserAlert = { messageId: string; title: string; text: string; path: string };
type BrowserNeeds = {
  /** Whether a page took it. */
  alertTo: (userId: string, alert: BrowserAlert) => Promise<boolean>;
  timeZone: () => string;
};

const paths: Partial<Record<TemplateKey, string>> = {
  ...{ dailyReport: '/reports', test: '/messages', backupFailed: '/settings' },
  ...{ jobFailed: '/settings', jobWorks: '/settings' },
  ...{ stillOnTerminal: '/devices', goneFromTerminal: '/devices' },
  ...{ cameraBlind: '/cameras', cameraBack: '/cameras' },
};

export const createBrowser = ({ alertTo, timeZone }: BrowserNeeds): Sender => ({
  async send(message) {
    const { subject, text } = renderText(message, timeZone());
    const path = paths[message.template] ?? '/incidents';
    const taken = await alertTo(message.address, {
      messageId: message.messageId,
      title: subject,
      text,
      path,
    });
    return taken ? { kind: 'accepted', state: 'delivered', providerId: null } : outcomeOf('noPage');
  },
});
