/** Asks Twilio whether what was entered is right: the account, the sender, and every template with its approval. */
import type { Twilio } from 'twilio';
import { type ChannelConfig, languages, templateField, templateKeys } from '../channelConfig.ts';
import { problemText } from '../codes.ts';
import { templateText } from '../renderText.ts';
import { twilioTrouble } from './twilioTrouble.ts';

export type Finding = { ok: boolean; text: string };

/** Twilio's shared number for trying things out: it needs no template and is in no list of senders. */
export const sandboxNumber = '+14155238886';

export async function checkWhatsApp(client: Twilio, config: ChannelConfig): Promise<Finding[]> {
  const { accountSid = '' } = config.values;
  const account = await asked(() => client.api.v2010.accounts(accountSid).fetch());
  if (!account.ok) return [account];
  if (account.value.status !== 'active') return [{ ok: false, text: problemText('20005') }];
  return [
    { ok: true, text: 'The account answers and is active.' },
    await senderFinding(client, config),
    ...(await templateFindings(client, config)),
  ];
}

async function senderFinding(client: Twilio, { values }: ChannelConfig): Promise<Finding> {
  const { from, messagingServiceSid } = values;
  if (messagingServiceSid) {
    const service = await asked(() => client.messaging.v1.services(messagingServiceSid).fetch());
    return service.ok ? { ok: true, text: 'The messaging service is there.' } : service;
  }
  if (from === sandboxNumber)
    return {
      ok: true,
      text: 'The sender is the sandbox: each person must send its join code first, every 3 days.',
    };
  const senders = await asked(() =>
    client.messaging.v2.channelsSenders.list({ channel: 'whatsapp', limit: 200 }),
  );
  if (!senders.ok) return senders;
  const own = senders.value.find(({ senderId }) => senderId === `whatsapp:${from ?? ''}`);
  if (!own) return { ok: false, text: problemText('63007') };
  const online = String(own.status).startsWith('ONLINE');
  return online
    ? { ok: true, text: 'The sender is there and online.' }
    : { ok: false, text: problemText('63001') };
}

async function templateFindings(client: Twilio, { values }: ChannelConfig): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const key of templateKeys)
    for (const language of languages) {
      const sid = values[templateField(key, language)];
      if (sid === undefined) continue;
      const finding = await templateFinding(client, sid, { key, language });
      if (finding) findings.push(finding);
    }
  const missing = templateKeys.filter((key) => languages.every((each) => !values[templateField(key, each)]));
  if (missing.length > 0)
    findings.push({
      ok: false,
      text: `No template is set for: ${missing.join(', ')}. Without one these arrive only within 24 hours of an answer.`,
    });
  return findings;
}

/** null: nothing is wrong. */
async function templateFinding(
  client: Twilio,
  sid: string,
  { key, language }: { key: (typeof templateKeys)[number]; language: (typeof languages)[number] },
): Promise<Finding | null> {
  const name = `${key} (${language})`;
  const wrong = (problem: string): Finding => ({ ok: false, text: `Template ${name}: ${problem}` });
  const content = await asked(() => client.content.v1.contents(sid).fetch());
  if (!content.ok) return wrong(content.text);
  const body = (content.value.types['twilio/text'] as { body?: string } | undefined)?.body;
  if (body !== undefined && variablesOf(body) !== variablesOf(templateText(key, language)))
    return wrong('its variables are others than ours. Compare it with the text shown here.');
  const approval = await asked(() => client.content.v1.contents(sid).approvalFetch().fetch());
  if (!approval.ok) return wrong(approval.text);
  const { status = 'unknown' } = approval.value.whatsapp as { status?: string };
  return status === 'approved' ? null : wrong(`WhatsApp has not approved it; its state is "${status}".`);
}

const variablesOf = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => number))].sort().join();

/** The value, or the sentence of what is wrong. */
async function asked<T>(
  ask: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; text: string }> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    const { code, ...more } = twilioTrouble(error);
    return { ok: false, text: problemText(code, 'said' in more ? more.said : '') };
  }
}
