/** What the local Twilio keeps: messages, templates and when each number wrote last. */
import { randomBytes } from 'node:crypto';

export type LocalMessage = {
  sid: string;
  from: string;
  to: string;
  body: string;
  status: string;
  errorCode: number | null;
  statusCallback: string | null;
  contentSid: string | null;
  dateCreatedMs: number;
  /** null until it left the queue. */
  dateSentMs: number | null;
  direction: 'outbound-api' | 'inbound';
};
export type LocalTemplate = { sid: string; language: string; body: string; approval: string };
export type LocalMessages = ReturnType<typeof createLocalMessages>;

/** A problem as Twilio answers it. */
export type Refusal = { status: number; code: number; message: string };

export const windowMs = 24 * 3_600_000;
export const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

export function createLocalMessages(now: () => number) {
  const messages: LocalMessage[] = [];
  const templates = new Map<string, LocalTemplate>();
  const wroteAtMs = new Map<string, number>();

  /** Twilio takes the message first and finds out afterwards that free text is not allowed. */
  function accept(form: URLSearchParams): LocalMessage | Refusal {
    const [to, contentSid] = [form.get('To') ?? '', form.get('ContentSid')];
    if (!/^whatsapp:\+[1-9]\d{7,14}$/.test(to))
      return { status: 400, code: 21211, message: `Invalid 'To' Phone Number: ${to}` };
    const body = contentSid === null ? (form.get('Body') ?? '') : rendered(form, contentSid);
    if (typeof body !== 'string') return body;
    if (body === '') return { status: 400, code: 21602, message: 'Message body is required.' };
    if (body.length > 1600) return { status: 400, code: 21617, message: 'The body exceeds 1600 characters.' };
    const isOpen = now() - (wroteAtMs.get(to) ?? -Infinity) < windowMs;
    const message: LocalMessage = {
      ...{ sid: newSid('SM'), from: form.get('From') ?? '', to, body, status: 'queued' },
      errorCode: contentSid === null && !isOpen ? 63016 : null,
      ...{ statusCallback: form.get('StatusCallback'), contentSid },
      ...{ dateCreatedMs: now(), dateSentMs: null, direction: 'outbound-api' },
    };
    messages.push(message);
    return message;
  }

  function rendered(form: URLSearchParams, contentSid: string): string | Refusal {
    const template = templates.get(contentSid);
    if (!template) return { status: 400, code: 21655, message: 'The ContentSid is invalid.' };
    if (form.has('Body'))
      return { status: 400, code: 21656, message: 'Body and ContentSid exclude each other.' };
    const values = JSON.parse(form.get('ContentVariables') ?? '{}') as Record<string, unknown>;
    return fillTemplate(template.body, values);
  }

  return {
    all: () => messages,
    accept,
    get: (sid: string) => messages.find((message) => message.sid === sid),
    templates,
    wrote(address: string, body: string): LocalMessage {
      wroteAtMs.set(address, now());
      const message: LocalMessage = {
        ...{ sid: newSid('SM'), from: address, to: '', body, status: 'received', errorCode: null },
        ...{ statusCallback: null, contentSid: null, direction: 'inbound' },
        ...{ dateCreatedMs: now(), dateSentMs: now() },
      };
      messages.push(message);
      return message;
    },
    /** As after 24 hours without a word. */
    closeWindow: (address: string) => wroteAtMs.delete(address),
  };
}

/** WhatsApp's rules for what stands in a template. */
function fillTemplate(body: string, values: Record<string, unknown>): string | Refusal {
  const wanted = new Set([...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => number ?? ''));
  for (const number of wanted) {
    const value = values[number];
    if (typeof value !== 'string')
      return { status: 400, code: 63028, message: `Variable ${number} is missing.` };
    if (value.trim() === '' || /[\n\r\t]| {4}/.test(value))
      return {
        status: 400,
        code: 63013,
        message: `Variable ${number} is empty or has new lines, tabs or 4 spaces.`,
      };
  }
  if (Object.keys(values).length !== wanted.size)
    return { status: 400, code: 63028, message: 'The number of variables does not match.' };
  const text = body.replace(/\{\{(\d+)\}\}/g, (_, number: string) => String(values[number]));
  return text.length > 1024 ? { status: 400, code: 63021, message: 'The text is too long.' } : text;
}
