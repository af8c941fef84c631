/** The attendance log: every record of every terminal, and what became none. */
import type { DeviceLogPage, DeviceLogSource, DeviceRowPage } from '../../../server/wire.ts';
import { call } from '../api.ts';

/** Dates of the company, both included. */
export type LogQuery = {
  from?: string;
  to?: string;
  deviceId?: string;
  personId?: string;
  search?: string;
  status?: number;
  verify?: number;
  source?: DeviceLogSource;
  unmatched?: boolean;
};
export type RowQuery = { search?: string; punches?: boolean };

export const deviceLogsApi = {
  /** `after`: what the page before ended with. */
  logs: (query: LogQuery, after: string | null) =>
    call<DeviceLogPage>('GET', `device-logs?${textOf({ ...query, after })}`),
  /** For a link that downloads. */
  csvAddress: (query: LogQuery) => `/api/device-logs.csv?${textOf(query)}`,
  rows: (query: RowQuery, after: string | null) =>
    call<DeviceRowPage>('GET', `device-rows?${textOf({ ...query, after })}`),
};

function textOf(query: object): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '' && value !== false,
  );
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}
