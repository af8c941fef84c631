import { msg } from '@lit/localize';
import { call } from './api.ts';

/** What a person agrees to, as a starting point: a company edits it to what its law asks for. */
export const consentStatement = (): string =>
  msg(
    'I agree that my employer stores numbers computed from my face (no photos), and uses them with the site’s cameras to know where I am during work. I can withdraw this at any time; the numbers are then deleted.',
  );

/** The company's own notice where it has one. */
export async function consentText(): Promise<string> {
  const { text } = await call<{ text: string }>('GET', 'privacy-notice').catch(() => ({ text: '' }));
  return text.trim() === '' ? consentStatement() : text;
}
