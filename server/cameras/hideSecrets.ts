/** What stands for a password that is not shown. */
export const mask = '•••';

// Greedy up to the last @ of the word: people type passwords with @ and / in them, and hiding too much is better than too
// little. Nothing is longer than the bounds, without which a long word in a log line would cost the square of its length.
const inUserInfo = /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,200}):(\S{0,300})@/gi;
const inQuery = /([?&](?:pass(?:word)?|pwd|passwd|token|secret|key)=)([^&\s"']+)/gi;
const reference = /^\$\{\w+\}$/;

/** The text with every password inside an address masked; a ${NAME} stays, it is no secret. */
export function hideSecrets(text: string): string {
  const shown = (secret: string): string => (secret === '' || reference.test(secret) ? secret : mask);
  return text
    .replace(inUserInfo, (_, start: string, secret: string) => `${start}:${shown(secret)}@`)
    .replace(inQuery, (_, start: string, secret: string) => `${start}${shown(secret)}`);
}

/** An address as the form sends it back, its masks replaced by what `stored` holds; null when that cannot be told. */
export function restoreSecrets(edited: string, stored: string): string | null {
  if (!edited.includes(mask)) return edited;
  const hidden = [...secretsOf(stored)].filter((secret) => secret !== '' && !reference.test(secret));
  const parts = edited.split(mask);
  if (parts.length - 1 !== hidden.length) return null;
  return parts.reduce((text, part, index) => `${text}${hidden[index - 1] ?? ''}${part}`);
}

/** Every password in an address, a ${NAME} among them. */
export function* secretsOf(url: string): Generator<string> {
  for (const match of url.matchAll(inUserInfo)) yield match[2] ?? '';
  for (const match of url.matchAll(inQuery)) yield match[2] ?? '';
}
