/** The REST interface of a Frappe site, as far as check-ins need it. Documented at frappeframework.com, "REST API". */
import type { FrappeConfig } from './frappeConfig.ts';
import { reasonIn } from './reasonIn.ts';

/** `time`: whole seconds of the site's own clock, `2026-11-20 08:00:00`. `logType` empty: the site works it out. */
export type Checkin = { employee: string; time: string; logType: '' | 'IN' | 'OUT'; deviceId: string };

/**
 * refused: this one is wrong, others may be right. stopped: nothing was taken, and nothing will be until somebody mends it or time
 * passes. unknown: it may have been taken; `failing`: the site itself failed over it.
 */
export type Answered<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused' | 'stopped'; problem: string }
  | { kind: 'unknown'; problem: string; failing: boolean };

export type FrappeApi = {
  whoAmI: () => Promise<Answered<string>>;
  /** Id of the employee; null: there is none. */
  employee: (value: string) => Promise<Answered<string | null>>;
  /** Name of the check-in that is there already; null: none. */
  find: (checkin: Checkin) => Promise<Answered<string | null>>;
  /** Name of the new check-in. */
  add: (checkin: Checkin) => Promise<Answered<string>>;
};

const resource = '/api/resource/';
const checkins = `${resource}${encodeURIComponent('Employee Checkin')}`;
/** Failures before a word was sent. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

export function createFrappeApi(config: FrappeConfig, timeoutMs: number): FrappeApi {
  const ask = asker(config, timeoutMs);
  const first = async (path: string, filters: string[][]): Promise<Answered<string | null>> => {
    const query = new URLSearchParams({
      ...{ filters: JSON.stringify(filters), fields: '["name"]', limit_page_length: '1' },
    });
    const answer = await ask<{ data?: { name?: string }[] }>(`${path}?${query.toString()}`);
    return answer.kind === 'done' ? { kind: 'done', value: answer.value.data?.[0]?.name ?? null } : answer;
  };
  return {
    async whoAmI() {
      const answer = await ask<{ message?: string }>('/api/method/frappe.auth.get_logged_user');
      return answer.kind === 'done' ? { kind: 'done', value: answer.value.message ?? '' } : answer;
    },
    employee: (value) => first(`${resource}Employee`, [[config.employeeField, '=', value]]),
    find: ({ employee, time, logType }) =>
      first(checkins, [
        ['employee', '=', employee],
        ['time', '=', time],
        ...(logType ? [['log_type', '=', logType]] : []),
      ]),
    async add({ employee, time, logType, deviceId }) {
      const body = {
        ...{ employee, time, device_id: deviceId, ...(logType ? { log_type: logType } : {}) },
        skip_auto_attendance: Number(config.skipAutoAttendance),
      };
      const answer = await ask<{ data?: { name?: string } }>(checkins, body);
      return answer.kind === 'done' ? { kind: 'done', value: answer.value.data?.name ?? '' } : answer;
    },
  };
}

function asker({ url, apiKey, apiSecret }: FrappeConfig, timeoutMs: number) {
  const headers = { authorization: `token ${apiKey}:${apiSecret}`, accept: 'application/json' };
  return async <T>(path: string, body?: object): Promise<Answered<T>> => {
    try {
      const response = await fetch(url + path, {
        ...(body
          ? {
              ...{ method: 'POST', body: JSON.stringify(body) },
              headers: { ...headers, 'content-type': 'application/json' },
            }
          : { headers }),
        // A key is for this address and no other.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return answered<T>(response.status, await response.text());
    } catch (error) {
      const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
      if (neverSent.includes(code)) return { kind: 'stopped', problem: sentences.unreachable(code) };
      return { kind: 'unknown', problem: sentences.silent(), failing: false };
    }
  };
}

function answered<T>(status: number, text: string): Answered<T> {
  const body = parsed(text);
  if (status >= 200 && status < 300)
    return body
      ? { kind: 'done', value: body as T }
      : { kind: 'unknown', problem: sentences.notFrappe(), failing: false };
  if (status >= 500) return { kind: 'unknown', problem: sentences.failing(status), failing: body !== null };
  const problem = stoppedBy(status);
  return problem === null
    ? { kind: 'refused', problem: reasonIn(body) || `${status}` }
    : { kind: 'stopped', problem };
}

function stoppedBy(status: number): string | null {
  if (status === 401) return sentences.keyRefused();
  if (status === 403) return sentences.notPermitted();
  if (status === 404) return sentences.noCheckins();
  if (status === 429) return sentences.tooOften();
  return status < 400 ? sentences.elsewhere() : null;
}

function parsed(text: string): object | null {
  try {
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' ? body : null;
  } catch {
    return null;
  }
}

/** What an administrator reads. */
export const sentences = {
  unreachable: (code: string) =>
    `Cannot reach the Frappe site: ${code}. Check its address and the network; nothing is lost.`,
  silent: () =>
    'Cannot tell what the Frappe site took: no answer came in time. It is looked up before anything is sent again.',
  failing: (status: number) =>
    `Cannot deliver to the Frappe site: it answers ${status}. It is tried again by itself; nothing is lost.`,
  notFrappe: () =>
    'Cannot understand the site: its answer is not that of Frappe. Check the address of the Frappe site.',
  keyRefused: () =>
    'Cannot sign in at the Frappe site: it refuses the API key. Make a new key for its user in Frappe and type it in.',
  notPermitted: () =>
    'Cannot write check-ins: the Frappe user may not. Give it a role that creates "Employee Checkin" and reads "Employee".',
  noCheckins: () =>
    'Cannot find "Employee Checkin" on the Frappe site: it is not installed there. Install Frappe HR, or check the address.',
  tooOften: () =>
    'Cannot deliver now: the Frappe site limits how often it is asked. It is tried again later.',
  elsewhere: () =>
    'Cannot follow the Frappe site: it answers from another address. Type in the address it has now, with https.',
};
