/** Every code that keeps a message from arriving: what is done about it, and what it means for a person. One table for all channels. */

/**
 * retry: again later. slowDown: again later, and everything slower. template: once more as an approved template.
 * fallBack: the next channel of this person. stop: nothing can be sent before somebody mends it; messages wait, or take the next channel.
 */
export type CodeAction = 'retry' | 'slowDown' | 'template' | 'fallBack' | 'stop';
export type Code = { action: CodeAction; problem: string };

const twilio = {
  20003: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: Twilio refuses the account SID or the auth token. Copy both again from the Twilio console.',
  },
  20005: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: the Twilio account is not active. Reactivate it in the Twilio console.',
  },
  20404: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: Twilio does not know this account. Check the account SID, and the address when one is set.',
  },
  20429: {
    action: 'slowDown',
    problem: 'Cannot send so fast: Twilio takes fewer requests at once. It goes on more slowly by itself.',
  },
  20503: {
    action: 'retry',
    problem: 'Cannot send by WhatsApp now: Twilio is out of order. It is tried again by itself.',
  },
  21211: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: it is not a telephone number. Correct it in the record of the person.',
  },
  21408: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: the Twilio account may not send to its country. Allow the country in the Twilio console.',
  },
  21608: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: a Twilio trial account sends to verified numbers only. Verify the number there, or upgrade the account.',
  },
  21610: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: its owner answered STOP. They can answer START to get messages again.',
  },
  21617: {
    action: 'fallBack',
    problem:
      'Cannot send this text: it is longer than WhatsApp takes. Please report it; the text should have been cut.',
  },
  21655: {
    action: 'stop',
    problem:
      'Cannot send this template: Twilio does not know its content SID. Copy the SID of the template again from the Twilio console.',
  },
  21656: {
    action: 'fallBack',
    problem:
      'Cannot send this template: its variables do not fit. Compare the template at Twilio with the text shown in the settings.',
  },
  21703: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: the messaging service has no WhatsApp sender. Add one to it in the Twilio console.',
  },
  30001: {
    action: 'slowDown',
    problem: 'Cannot send so fast: the queue at Twilio is full. It goes on more slowly by itself.',
  },
  30002: {
    action: 'stop',
    problem: 'Cannot send by WhatsApp: the Twilio account is suspended. Settle it in the Twilio console.',
  },
  30003: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: the phone is off or not reachable. Ask its owner, or choose another channel for them.',
  },
  30005: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: it is unknown or no longer used. Correct it in the record of the person.',
  },
  30008: {
    action: 'retry',
    problem: 'Cannot deliver this message: the network gave no reason. It is tried again by itself.',
  },
  63001: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: WhatsApp refuses the sender. Check the state of the sender in the Twilio console.',
  },
  63003: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: it is not on WhatsApp. Correct it, or choose another channel for this person.',
  },
  63005: {
    action: 'fallBack',
    problem:
      'Cannot send this text: WhatsApp does not accept what it holds. Please report it with the message.',
  },
  63007: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: the From number is no WhatsApp sender of this account. Correct the sender in the settings.',
  },
  63008: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: the channel is not set up correctly at Twilio. Check the sender in the Twilio console.',
  },
  63010: {
    action: 'retry',
    problem: 'Cannot send by WhatsApp now: WhatsApp reports an internal error. It is tried again by itself.',
  },
  63012: {
    action: 'retry',
    problem: 'Cannot send by WhatsApp now: WhatsApp is out of order. It is tried again by itself.',
  },
  63013: {
    action: 'fallBack',
    problem:
      'Cannot send this text: it breaks a rule of WhatsApp. Compare the template at Twilio with the text shown in the settings.',
  },
  63015: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: it has not joined the WhatsApp sandbox, or its 3 days are over. Let its owner send the join code again.',
  },
  63016: {
    action: 'template',
    problem:
      'Cannot send free text: the person has not written in the last 24 hours. It is sent again as an approved template.',
  },
  63017: {
    action: 'slowDown',
    problem:
      'Cannot send so fast: the account sends more than WhatsApp allows. It goes on more slowly by itself.',
  },
  63018: {
    action: 'slowDown',
    problem:
      'Cannot send so fast: the sender sends more than WhatsApp allows. It goes on more slowly by itself.',
  },
  63020: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp: Twilio was not invited to the business account. Accept the invitation in Meta Business Manager.',
  },
  63021: {
    action: 'fallBack',
    problem:
      'Cannot send this text: WhatsApp finds its content invalid or too long. Compare the template at Twilio with the text shown in the settings.',
  },
  63024: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: WhatsApp does not know it. Correct it, or choose another channel for this person.',
  },
  63027: {
    action: 'stop',
    problem:
      'Cannot send this template: it does not exist in this language at WhatsApp. Submit it for approval in the Twilio console.',
  },
  63028: {
    action: 'fallBack',
    problem:
      'Cannot send this template: the number of its variables does not fit. Compare the template at Twilio with the text shown in the settings.',
  },
  63032: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: WhatsApp limits messages to this person. Choose another channel for them.',
  },
  63038: {
    action: 'stop',
    problem:
      'Cannot send by WhatsApp today: the account has reached its daily limit. Raise the limit at Twilio; it goes on by itself tomorrow.',
  },
  63040: {
    action: 'stop',
    problem:
      'Cannot send this template: WhatsApp rejected it. Correct and submit it again in the Twilio console.',
  },
  63041: {
    action: 'stop',
    problem: 'Cannot send this template: WhatsApp has paused it. Look at its quality in the Twilio console.',
  },
  63042: {
    action: 'stop',
    problem: 'Cannot send this template: WhatsApp has disabled it. Submit a new one in the Twilio console.',
  },
  63049: {
    action: 'fallBack',
    problem:
      'Cannot reach this number: WhatsApp chose not to deliver. Submit the template as "utility", not "marketing".',
  },
  63051: {
    action: 'stop',
    problem: 'Cannot send by WhatsApp: the business account is locked. Settle it in Meta Business Manager.',
  },
} as const satisfies Record<number, Code>;

const own = {
  unreachable: {
    action: 'retry',
    problem:
      'Cannot reach Twilio: no connection. Check the network of the server; it is tried again by itself.',
  },
  noAnswer: {
    action: 'retry',
    problem:
      'Cannot tell whether it was sent: the provider gave no answer. It is found out first, and sent again only when it never arrived there.',
  },
  providerFault: {
    action: 'retry',
    problem: 'Cannot send now: the provider reports an error of its own. It is tried again by itself.',
  },
  tooOften: {
    action: 'slowDown',
    problem: 'Cannot send so fast: the provider takes fewer messages. It goes on more slowly by itself.',
  },
  refused: {
    action: 'fallBack',
    problem: 'Cannot send this message: the provider refuses it. Its code says why; look it up there.',
  },
  noTemplate: {
    action: 'stop',
    problem:
      'Cannot write to this person: they have not written in the last 24 hours, and no template is set for this text. Enter the content SID of the template in the settings.',
  },
  notConfigured: {
    action: 'stop',
    problem: 'Cannot send on this channel: it is off or not complete. Complete it in the settings.',
  },
  windowClosed: {
    action: 'fallBack',
    problem: 'Cannot answer any more: 24 hours have passed since the question. Let the person ask again.',
  },
  smtpUnreachable: {
    action: 'retry',
    problem:
      'Cannot reach the mail server: no connection. Check its name and port; it is tried again by itself.',
  },
  smtpSignIn: {
    action: 'stop',
    problem:
      'Cannot send e-mail: the mail server refuses the user or the password. Correct them in the settings.',
  },
  smtpTls: {
    action: 'stop',
    problem:
      'Cannot send e-mail: no secure connection to the mail server. Choose the security that fits its port in the settings.',
  },
  smtpSender: {
    action: 'stop',
    problem: 'Cannot send e-mail: the mail server refuses the sender. Choose a From address it may send for.',
  },
  smtpRecipient: {
    action: 'fallBack',
    problem:
      'Cannot reach this e-mail address: the mail server refuses it. Correct it in the record of the person.',
  },
  smtpRefused: {
    action: 'fallBack',
    problem: 'Cannot send this e-mail: the mail server refuses it. Its answer in the log says why.',
  },
  smtpLater: {
    action: 'retry',
    problem: 'Cannot send e-mail now: the mail server asks to wait. It is tried again by itself.',
  },
  webhookUnreachable: {
    action: 'retry',
    problem: 'Cannot reach the webhook: no connection. Check its address; it is tried again by itself.',
  },
  webhookRefused: {
    action: 'stop',
    problem:
      'Cannot deliver to the webhook: it refuses the request. Check its address and the secret on both sides.',
  },
  webhookFault: {
    action: 'retry',
    problem: 'Cannot deliver to the webhook: it reports an error. It is tried again by itself.',
  },
  noPage: {
    action: 'stop',
    problem: 'Cannot show this: no page of this user is open. It is shown when they open one.',
  },
  tooOld: {
    action: 'fallBack',
    problem:
      'Not sent: it waited so long that it was no longer news. The first problem listed for its channel says why.',
  },
  over: {
    action: 'fallBack',
    problem: 'Not sent: it was over before it could be sent. There is nothing to do.',
  },
} as const satisfies Record<string, Code>;

export const codes: Readonly<Record<string, Code>> = { ...twilio, ...own };
export const twilioCodes = Object.keys(twilio);
export type OwnCode = keyof typeof own;

/** What is done about a code; one of Twilio's that is not in the table means that this message fails there. */
export const codeOf = (code: string): Code => codes[code] ?? own.refused;

/** The sentence for a person; of an unknown code with what the provider said. */
export function problemText(code: string, said = ''): string {
  const known = codes[code];
  if (known) return known.problem;
  const words = said.replace(/\s+/g, ' ').slice(0, 200);
  return `Cannot send this message: the provider refuses it with code ${code}${words ? ` ("${words}")` : ''}. Look the code up there.`;
}
