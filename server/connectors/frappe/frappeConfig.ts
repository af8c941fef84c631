/** What the connector to Frappe HR needs to be told. */
import { z } from 'zod';
import { timeZone } from '../../access/shapes.ts';
import { problem } from '../../errors.ts';
import { parseInWords } from '../../http/inputWords.ts';

const shape = z.strictObject({
  /** Address of the site: `https://hr.example.com`. */
  url: z.url({ protocol: /^https?$/, error: 'an address such as https://hr.example.com' }),
  apiKey: z.string().trim().min(1, 'the API key of a Frappe user').max(200),
  apiSecret: z.string().trim().min(1, 'the API secret of a Frappe user').max(200),
  /** By what an employee is found there: `attendance_device_id` or `name`, the id of the employee. */
  employeeField: z.enum(['attendance_device_id', 'name']).default('attendance_device_id'),
  /** Of the Frappe site: its times carry no zone. */
  timeZone,
  /** What cameras saw, what was punched, or both. */
  sends: z.enum(['cameras', 'punches', 'both']).default('both'),
  /** `1`: Frappe makes no attendance of these. */
  skipAutoAttendance: z.enum(['0', '1']).default('0'),
});

export type FrappeConfig = z.output<typeof shape>;
export const frappeSecrets = ['apiSecret'] as const;

/** null: something is missing or wrong. */
export function readFrappeConfig(stored: Record<string, string>): FrappeConfig | null {
  const read = shape.safeParse(stored);
  return read.success ? { ...read.data, url: read.data.url.replace(/\/+$/, '') } : null;
}

/** Throws INPUT_INVALID about the first field that is missing or wrong. */
export function mustBeComplete(config: Record<string, string>): void {
  const read = parseInWords(shape, config);
  if (read.success) return;
  const fields = Object.fromEntries(
    read.error.issues.map(({ path, message }) => [path.join('.') || 'config', message]),
  );
  const [first = ['', '']] = Object.entries(fields);
  throw problem('INPUT_INVALID', { problem: `${first[0]}: ${first[1]}` }, { fields });
}

/** Throws INPUT_INVALID about a field that is there and wrong; one that is missing may still come. */
export function mustBeSound(config: Record<string, string>): void {
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== ''));
  const missing = Object.keys(shape.shape).filter((key) => !(key in given));
  const read = parseInWords(shape, given);
  const wrong = read.error?.issues.filter(({ path }) => !missing.includes(String(path[0])));
  const [first] = wrong ?? [];
  if (!first) return;
  const field = first.path.join('.') || 'config';
  throw problem(
    'INPUT_INVALID',
    { problem: `${field}: ${first.message}` },
    { fields: { [field]: first.message } },
  );
}
