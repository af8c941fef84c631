/** The phones of the demo office: what came, and what is answered. */
import { call, list, part } from '../api.ts';

export type DemoPhone = { personId: string; name: string; number: string };
export type PhoneMessage = { id: string; mine: boolean; text: string; atMs: number; state: string };

export const demoPhoneApi = {
  phones: () => list<DemoPhone>('demo/phones'),
  messages: (personId: string) => list<PhoneMessage>(`demo/phones/${part(personId)}`),
  write: (personId: string, text: string) => call<unknown>('POST', `demo/phones/${part(personId)}`, { text }),
};
