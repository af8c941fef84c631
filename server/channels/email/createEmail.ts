/** E-mail by a mail server of the company. */
import type { Transporter } from 'nodemailer';
import type { ChannelConfig } from '../channelConfig.ts';
import type { Outcome, Sender } from '../outgoing.ts';
import { renderText } from '../renderText.ts';
import { mailTrouble } from './mailTrouble.ts';

export type EmailNeeds = {
  config: () => ChannelConfig;
  timeZone: () => string;
  /** Opens from the mail; '': none is set. */
  publicUrl: () => string;
};
export type Email = Sender & {
  /** null: the server takes mail from us. */
  check: () => Promise<Outcome | null>;
};

const timeoutMs = 20_000;
const usualPort: Record<string, number> = { tls: 465, starttls: 587, none: 25 };

export function createEmail(needs: EmailNeeds): Email {
  const transport = transportFor(needs.config);
  return {
    async send(message) {
      const { subject, text } = renderText(message, needs.timeZone());
      const from = needs.config().values['from'] ?? '';
      try {
        await (
          await transport()
        ).sendMail({
          ...{ from, to: message.address, subject, text: withLink(text, needs.publicUrl()) },
          // The same for every try: whoever gets it twice sees one. And no machine answers it.
          messageId: `<${message.messageId}@${hostOf(from)}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { kind: 'accepted', state: 'sent', providerId: null };
      } catch (error) {
        return mailTrouble(error);
      }
    },
    check: async () =>
      (await transport()).verify().then(
        () => null,
        (error: unknown) => mailTrouble(error),
      ),
  };
}

function transportFor(config: () => ChannelConfig): () => Promise<Transporter> {
  let made: { key: string; transport: Promise<Transporter> } | null = null;
  return () => {
    const { values } = config();
    const key = JSON.stringify(values);
    if (made?.key !== key) made = { key, transport: open(values) };
    return made.transport;
  };
}

/** Loaded when somebody uses it. */
async function open(values: Record<string, string>): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { host = '', port, security = 'starttls', user, password } = values;
  return createTransport({
    ...{ host, port: port ? Number(port) : (usualPort[security] ?? 587), secure: security === 'tls' },
    ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    // Nothing of a message is fetched from a file or an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
}

const withLink = (text: string, publicUrl: string): string =>
  publicUrl === '' ? text : `${text}\n\n${publicUrl}`;

function hostOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'whereabouts.invalid';
}
