/** Lines of `KEY=value`, apart by tabs (or commas, in lists of options). Keys are told in any case. */

const fieldsMost = 400;

export type Keyed = { get: (key: string) => string | undefined; entries: () => [string, string][] };

/** What is no `KEY=value` is left out; of a key told twice the first counts. */
export function keyedOf(text: string, apart: string | RegExp = '\t'): Keyed {
  const found = new Map<string, string>();
  for (const field of text.split(apart, fieldsMost)) {
    const at = field.indexOf('=');
    if (at < 1) continue;
    const key = field.slice(0, at).trim().toLowerCase();
    if (key !== '' && key.length <= 64 && !found.has(key)) found.set(key, field.slice(at + 1).trim());
  }
  return { get: (key) => found.get(key.toLowerCase()), entries: () => [...found] };
}

/** null: not base64, or nothing. */
export function base64Of(text: string | undefined): Buffer | null {
  const told = (text ?? '').replace(/\s+/g, '');
  if (told.length < 4 || told.length > 2_000_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(told)) return null;
  const bytes = Buffer.from(told, 'base64');
  return bytes.length > 0 ? bytes : null;
}

/** What was said about its length must fit its text or its bytes, but for a filling at the end; nothing said is nothing wrong. */
export function sizeFits(told: string | undefined, text: string, bytes: Buffer): boolean {
  if (told === undefined || told === '') return true;
  if (!/^\d{1,8}$/.test(told)) return false;
  const size = Number(told);
  return [text.length, bytes.length].some((each) => Math.abs(each - size) <= 3);
}
