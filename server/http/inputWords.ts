/**
 * What is allowed where something that was sent does not fit: every kind of issue that zod finds, in the house's words. A shape may
 * say it better itself; what it does not say, it is told here, so that nobody reads a sentence of zod's.
 */
import { z } from 'zod';
import { type Bounds, boundsAt, limitTexts, noBounds } from './inputBounds.ts';

type Issue = z.core.$ZodRawIssue | z.core.$ZodIssue;

/** As `safeParse`, with every issue in words. */
export function parseInWords<T extends z.ZodType>(
  shape: T,
  value: unknown,
): z.ZodSafeParseResult<z.output<T>> {
  const read = shape.safeParse(value, { error: (issue) => inputWords(issue) });
  if (read.success) return read;
  const issues = read.error.issues.map((issue) => ({ ...issue, message: fullWords(issue, shape) }));
  return { success: false, error: new z.ZodError(issues) as z.ZodError<z.output<T>> };
}

/** An issue knows the limit that was passed alone; the shape knows both. */
function fullWords(issue: z.core.$ZodIssue, shape: z.ZodType): string {
  const isBounded = issue.code === 'too_small' || issue.code === 'too_big' || isNumberWanted(issue);
  // What the shape says itself stays, and that nothing came.
  if (!isBounded || issue.message !== inputWords(issue)) return issue.message;
  return inputWords(issue, boundsAt(shape, issue.path));
}

const isNumberWanted = (issue: Issue): boolean =>
  issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int');

/** `bounds`: of the number, text or list that was meant. */
export function inputWords(issue: Issue, bounds: Bounds = noBounds): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue, bounds);
    case 'too_small':
    case 'too_big':
      return limitWords(issue, bounds);
    case 'invalid_format':
      return formatWords[issue.format] ?? 'does not have the right form';
    case 'not_multiple_of':
      return `must be a multiple of ${String(issue.divisor)}`;
    case 'unrecognized_keys':
      return issue.keys.length === 1
        ? `"${issue.keys[0]}" is not known here`
        : `${quoted(issue.keys)} are not known here`;
    case 'invalid_value':
      return choiceWords(issue.values);
    case 'invalid_union':
      return unionWords(issue);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0]?.message ?? unfit;
    case 'custom':
      return unfit;
    default:
      issue satisfies never;
      return unfit;
  }
}

const unfit = 'does not fit';
const quoted = (keys: readonly string[]): string => keys.map((key) => `"${key}"`).join(', ');

type Of<Code> = Extract<Issue, { code: Code }>;

function typeWords(issue: Of<'invalid_type'>, bounds: Bounds): string {
  // Only while it is found does an issue hold what came.
  if ('input' in issue && issue.input === undefined) return 'is missing';
  if (isNumberWanted(issue)) return numberWords(issue.expected === 'int' || bounds.isWhole, bounds);
  return typeTexts[issue.expected] ?? unfit;
}

const typeTexts: Record<string, string> = {
  string: 'must be a text',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must have fields',
  record: 'must have fields',
  date: 'must be a date',
  null: 'must be empty',
  undefined: 'must be left out',
  never: 'must be left out',
};

function numberWords(isWhole: boolean, bounds: Bounds): string {
  const { min, max } = limitTexts(bounds);
  const kind = isWhole ? 'a whole number' : 'a number';
  return min !== null && max !== null ? `must be ${kind} from ${min} to ${max}` : `must be ${kind}`;
}

function limitWords(issue: Of<'too_small' | 'too_big'>, bounds: Bounds): string {
  const passed = issue.code === 'too_small' ? { min: Number(issue.minimum) } : { max: Number(issue.maximum) };
  const known = { ...bounds, ...passed };
  const { min, max } = limitTexts(known);
  const what = measured[issue.origin];
  if (issue.exact && what) return `must have exactly ${min ?? max} ${what}`;
  if (what && min === '1' && max === null) return 'must not be empty';
  if (min !== null && max !== null)
    return what ? `must have ${min} to ${max} ${what}` : `must be from ${min} to ${max}`;
  if (what) return min !== null ? `must have at least ${min} ${what}` : `must have at most ${max} ${what}`;
  if (issue.inclusive === false)
    return min !== null ? `must be more than ${min}` : `must be less than ${max}`;
  return min !== null ? `must be at least ${min}` : `must be at most ${max}`;
}

/** What is counted of something that is no number. */
const measured: Record<string, string | undefined> = {
  ...{ string: 'characters', array: 'entries', set: 'entries', map: 'entries', file: 'bytes' },
};

const formatWords: Record<string, string | undefined> = {
  email: 'must be an e-mail address',
  url: 'must be an address such as https://example.com',
  date: 'must be a date such as 2026-11-20',
  time: 'must be a time such as 08:30',
  datetime: 'must be a moment such as 2026-11-20T08:30:00Z',
  ipv4: 'must be an IP address',
  ipv6: 'must be an IP address',
};

/** More would be no help. */
const choicesMost = 12;

function choiceWords(values: readonly unknown[]): string {
  const named = values.map(String).filter((value) => value !== '');
  if (named.length === 0) return 'must be empty';
  if (named.length > choicesMost) return 'is none of those that can be chosen';
  const list = named.join(', ');
  const orEmpty = named.length < values.length ? ', or empty' : '';
  return named.length === 1 ? `must be ${list}${orEmpty}` : `must be one of ${list}${orEmpty}`;
}

/** What each of the shapes wants; one of them is enough. */
function unionWords(issue: Of<'invalid_union'>): string {
  if ('options' in issue && issue.options) return choiceWords(issue.options as readonly unknown[]);
  const wanted = (issue.errors as z.core.$ZodIssue[][]).flatMap(([first]) =>
    first && first.path.length === 0 ? first.message : [],
  );
  const [first, second, ...more] = [...new Set(wanted)].sort(
    (a, b) => Number(b === empty) - Number(a === empty),
  );
  if (first === undefined || more.length > 0) return unfit;
  if (second === undefined) return first;
  return first === empty ? `${second}, or nothing` : `${first}, or ${second}`;
}
const empty = 'must be empty';
