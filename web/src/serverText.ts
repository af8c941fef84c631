/**
 * What the server says, in the language of the page. The server's sentences are English, on the wire as in its log; each has
 * one wording, so a table of wordings is enough. What the table does not know stays English.
 */

/** English and the other language; `{word}` stands for what changes. */
export type Wording = readonly [english: string, other: string];
type Rule = { pattern: RegExp; names: string[]; other: string; letters: number };

/** What changes and is again the server's words; all else, such as a name or a file, stays as it is. */
const spokenParts = new Set(['problem', 'remedy', 'state', 'subject', 'what', 'min', 'max']);
/** Deep enough for "Cannot open {subject}: {state}. {remedy}"; ends what would go on for ever. */
const depthMax = 4;
/** English, as 65,535: the other language parts thousands with points. */
const groupedNumber = /^\d{1,3}(,\d{3})+$/;
/** Keys whose text the server wrote; names, notes and reasons that people typed are under other keys. */
const spokenKeys = new Set([
  ...['detail', 'busy', 'storeTrouble', 'message', 'problem', 'sentence', 'advice', 'error'],
  ...['remedies', 'hints', 'effects', 'fields', 'sentences', 'facts'],
]);

let exact = new Map<string, string>();
let rules: Rule[] = [];

export function setWordings(wordings: readonly Wording[]): void {
  exact = new Map(wordings.filter(([english]) => !english.includes('{')));
  rules = wordings
    .filter(([english]) => english.includes('{'))
    .map(ruleOf)
    // Of several that fit, the one that says most.
    .sort((a, b) => b.letters - a.letters);
}

export function serverText(text: string, depth = 0): string {
  const known = exact.get(text);
  if (known !== undefined || depth >= depthMax) return known ?? text;
  for (const { pattern, names, other } of rules) {
    const found = pattern.exec(text);
    if (!found) continue;
    const values = new Map(names.map((name, index) => [name, found[index + 1] ?? '']));
    return other.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values.get(name) ?? '';
      if (groupedNumber.test(value)) return value.replaceAll(',', '.');
      return spokenParts.has(name) ? serverText(value, depth + 1) : value;
    });
  }
  return text;
}

/** The same answer, with what the server says in the language of the page. */
export function inPageLanguage<Answer>(answer: Answer): Answer {
  if (exact.size === 0 && rules.length === 0) return answer;
  return walk(answer, false) as Answer;
}

function walk(value: unknown, spoken: boolean): unknown {
  if (typeof value === 'string') return spoken ? serverText(value) : value;
  if (Array.isArray(value)) return value.map((each) => walk(each, spoken));
  // Pictures travel in the same messages.
  if (typeof value !== 'object' || value === null || value instanceof ArrayBuffer) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, walk(each, isSpoken(key, each, spoken))]),
  );
}

/** What lies in an object of texts by field is spoken too. */
const isSpoken = (key: string, value: unknown, spoken: boolean): boolean =>
  spokenKeys.has(key) || (spoken && typeof value === 'string');

function ruleOf([english, other]: Wording): Rule {
  const names = [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const literals = english.split(/\{\w+\}/);
  const pattern = new RegExp(`^${literals.map(escaped).join('(.*?)')}$`, 's');
  return { pattern, names, other, letters: literals.join('').length };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
