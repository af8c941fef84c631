/** A Frappe site on this machine, as far as check-ins need it: the documented REST interface, its refusals, and its bad days. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to the next writes. lost: taken, and the line is cut before the answer. cut: cut before anything was taken.
 * failed: 500 after it was taken. broken: 500 and nothing taken. away: 502 of a gateway. slow: answered too late, taken.
 */
export type Fault =
  'lost' | 'cut' | 'failed' | 'broken' | 'away' | 'slow' | 'busy' | 'keyRefused' | 'forbidden';
export type StoredCheckin = {
  name: string;
  employee: string;
  time: string;
  log_type: string;
  device_id: string;
  skip_auto_attendance: number;
};
export type FakeFrappe = {
  url: string;
  token: { apiKey: string; apiSecret: string };
  /** Employees: id and attendance_device_id. */
  employees: Map<string, string>;
  inactive: Set<string>;
  checkins: StoredCheckin[];
  /** Of the coming writes, one each. */
  faults: Fault[];
  /** Of every write while it says so. */
  always: Fault | null;
  /** Employees over whom it fails, whatever is sent. */
  poison: Set<string>;
  /** How often a write came in. */
  writes: number;
  /** In the language of its user: refusals are not recognised by their words. */
  language: 'en' | 'ar';
  stop: () => Promise<void>;
};

const checkinPath = '/api/resource/Employee Checkin';
const slowMs = 700;

export async function startFakeFrappe(): Promise<FakeFrappe> {
  const server = createServer((request, response) => void answer(fake, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeFrappe = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: { apiKey: 'key123', apiSecret: 'secret456' },
    ...{
      employees: new Map(),
      inactive: new Set(),
      poison: new Set(),
      checkins: [],
      faults: [],
      always: null,
      writes: 0,
    },
    language: 'en',
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

async function answer(fake: FakeFrappe, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request);
  const { pathname, searchParams } = new URL(request.url ?? '/', fake.url);
  const path = decodeURIComponent(pathname);
  const { apiKey, apiSecret } = fake.token;
  if (request.headers.authorization !== `token ${apiKey}:${apiSecret}`)
    return refuse(response, 401, 'AuthenticationError', 'Authentication failed');
  if (path === '/api/method/frappe.auth.get_logged_user')
    return json(response, 200, { message: 'whereabouts@example.com' });
  if (path === '/api/resource/Employee') {
    const [[field, , value] = []] = JSON.parse(searchParams.get('filters') ?? '[]') as string[][];
    const found = [...fake.employees].filter(([id, device]) => value === (field === 'name' ? id : device));
    return json(response, 200, { data: found.map(([name]) => ({ name })) });
  }
  if (path !== checkinPath)
    return refuse(response, 404, 'DoesNotExistError', `DocType ${path.split('/').at(-1) ?? ''} not found`);
  if (request.method === 'GET') {
    const filters = JSON.parse(searchParams.get('filters') ?? '[]') as [
      keyof StoredCheckin,
      string,
      string,
    ][];
    const found = fake.checkins.filter((row) => filters.every(([key, , value]) => row[key] === value));
    return json(response, 200, { data: found.map(({ name }) => ({ name })) });
  }
  return write(fake, JSON.parse(body) as Partial<StoredCheckin>, response);
}

function write(fake: FakeFrappe, given: Partial<StoredCheckin>, response: ServerResponse): void {
  fake.writes += 1;
  const fault = fake.always ?? fake.faults.shift() ?? null;
  if (fault === 'cut') return void response.destroy();
  if (fault === 'keyRefused') return refuse(response, 401, 'AuthenticationError', 'Authentication failed');
  if (fault === 'forbidden') return refuse(response, 403, 'PermissionError', 'Not permitted');
  if (fault === 'busy') return refuse(response, 429, 'RateLimitExceededError', 'Too many requests');
  if (fault === 'broken' || fake.poison.has(given.employee ?? ''))
    return refuse(response, 500, 'KeyError', 'shift_type');
  if (fault === 'away')
    return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  const wrong = wrongWith(fake, given);
  if (wrong !== null) return refuse(response, 417, 'ValidationError', wrong);
  const { employee = '', time = '', log_type = '', device_id = '', skip_auto_attendance = 0 } = given;
  const name = `EMP-CKIN-${String(fake.checkins.length + 1).padStart(5, '0')}`;
  fake.checkins.push({ name, employee, time, log_type, device_id, skip_auto_attendance });
  if (fault === 'lost') return void response.destroy();
  if (fault === 'failed') return refuse(response, 500, 'OperationalError', 'server has gone away');
  const tell = (): void => json(response, 200, { data: { name, employee, time } });
  if (fault === 'slow') setTimeout(tell, slowMs);
  else tell();
}

function wrongWith(fake: FakeFrappe, { employee = '', time = '', log_type = '' }: Partial<StoredCheckin>) {
  if (!fake.employees.has(employee)) return `Could not find Employee: ${employee}`;
  if (fake.inactive.has(employee))
    return `Transactions cannot be created for an Inactive Employee <strong>${employee}</strong>.`;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time)) return `${time} is not a valid Datetime`;
  const same = fake.checkins.find(
    (row) => row.employee === employee && row.time === time && row.log_type === log_type,
  );
  if (!same) return null;
  return fake.language === 'en'
    ? `This employee already has a log with the same timestamp.<Br>${same.name}`
    : 'هذا الموظف لديه بالفعل سجل بنفس الطابع الزمني';
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  json(response, status, {
    exc_type: type,
    exception: `frappe.exceptions.${type}: ${message}`,
    _server_messages: JSON.stringify([JSON.stringify({ message, indicator: 'red' })]),
  });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
