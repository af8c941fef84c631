/** What the attendance log is narrowed to, in the address and out of it. Pure. */
import type { DeviceLogSource } from '../../../server/wire.ts';
import type { LogQuery } from '../api/deviceLogs.ts';

export const logSources: DeviceLogSource[] = ['live', 'read', 'push'];
/** As terminals number them: in, out, out to a break, back, overtime in and out; 255 is "not said". */
export const logStatuses = [0, 1, 2, 3, 4, 5, 255];
export const logVerifies = [1, 4, 15, 25, 2, 3];

/** What nobody could mean is left out. */
export function filtersFrom(search: string): LogQuery {
  const given = new URLSearchParams(search);
  const text = (name: string) => given.get(name)?.trim() ?? '';
  const number = (name: string) => (/^\d{1,3}$/.test(text(name)) ? Number(text(name)) : undefined);
  const date = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(text(name)) ? text(name) : undefined);
  const source = logSources.find((each) => each === text('source'));
  return cleaned({
    ...{ from: date('from'), to: date('to'), deviceId: text('deviceId'), personId: text('personId') },
    ...{ search: text('search'), status: number('status'), verify: number('verify'), source },
    unmatched: text('unmatched') === 'true',
  });
}

/** With the question mark; empty without filters. */
export function addressOf(query: LogQuery): string {
  const given = Object.entries(cleaned(query)).map(([key, value]) => [key, String(value)]);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

type Loose = { [K in keyof LogQuery]: LogQuery[K] | undefined };

export const cleaned = (query: Loose): LogQuery =>
  Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  );
