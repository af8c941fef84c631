/** What each channel asks for, in the order in which it is filled in. */
import { msg } from '@lit/localize';
import type { ChannelKind, ChannelView } from '../../server/wire.ts';

export type ChannelField = {
  key: string;
  label: string;
  hint?: string;
  placeholder?: string;
  /** Goes in, and never comes out again. */
  secret?: boolean;
  choices?: { value: string; text: string }[];
  /** Sending needs it; several with the same word: one of them. */
  needed?: string;
};

export function channelFields(channel: ChannelKind): ChannelField[] {
  switch (channel) {
    case 'whatsapp':
      return whatsappFields();
    case 'email':
      return emailFields();
    case 'webhook':
      return [
        {
          ...{
            key: 'url',
            label: msg('Address'),
            placeholder: 'https://erp.example.com/hook',
            needed: 'url',
          },
          hint: msg('Each message is posted there as JSON.'),
        },
        {
          ...{ key: 'secret', label: msg('Secret'), secret: true, needed: 'secret' },
          hint: msg('At least 16 characters. The receiver checks the signature of each request with it.'),
        },
      ];
    case 'browser':
      return [];
    default:
      return channel satisfies never;
  }
}

const whatsappFields = (): ChannelField[] => [
  {
    ...{ key: 'accountSid', label: msg('Account SID'), placeholder: 'AC…', needed: 'accountSid' },
    hint: msg('On the first page of the Twilio console.'),
  },
  {
    ...{ key: 'authToken', label: msg('Auth token'), secret: true, needed: 'authToken' },
    hint: msg('Beside the account SID. It also proves that answers come from Twilio.'),
  },
  {
    ...{ key: 'from', label: msg('WhatsApp sender'), placeholder: '+14155238886', needed: 'sender' },
    hint: msg('The number of your WhatsApp sender; +1 415 523 8886 is the sandbox.'),
  },
  {
    ...{ key: 'messagingServiceSid', label: msg('Messaging service (optional)'), placeholder: 'MG…' },
    ...{ needed: 'sender', hint: msg('Instead of a sender, when several numbers share the work.') },
  },
];

const emailFields = (): ChannelField[] => [
  { key: 'host', label: msg('Mail server'), placeholder: 'smtp.example.com', needed: 'host' },
  {
    ...{ key: 'security', label: msg('Security') },
    choices: [
      { value: '', text: msg('As the port says') },
      { value: 'starttls', text: 'STARTTLS' },
      { value: 'tls', text: 'TLS' },
      { value: 'none', text: msg('None (only inside your own network)') },
    ],
  },
  { key: 'port', label: msg('Port'), placeholder: '587', hint: msg('Empty: as the security needs it.') },
  { key: 'user', label: msg('User name'), hint: msg('Empty: the server asks for none.') },
  { key: 'password', label: msg('Password'), secret: true },
  { key: 'from', label: msg('From'), placeholder: 'whereabouts@example.com', needed: 'from' },
];

/** What is still to be filled in before it can send. */
export function missingFields({ channel, config, secretsSet }: ChannelView): ChannelField[] {
  const fields = channelFields(channel);
  const isSet = ({ key, secret }: ChannelField): boolean =>
    secret ? secretsSet.includes(key) : Boolean(config[key]);
  const met = new Set(fields.filter(isSet).flatMap(({ needed }) => needed ?? []));
  const first = new Set<string>();
  return fields.filter(({ needed }) => {
    if (needed === undefined || met.has(needed) || first.has(needed)) return false;
    first.add(needed);
    return true;
  });
}
