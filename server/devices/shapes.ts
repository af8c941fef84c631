/** What is typed about terminals, and what is answered. */
import { z } from 'zod';
import { personName, timeZone } from '../access/shapes.ts';
import type {
  DeviceChange,
  DeviceClear,
  DeviceCommandView,
  DeviceFacts,
  DeviceLogPage,
  DeviceLogsRead,
  DeviceLogView,
  DeviceRowPage,
  DeviceScan,
  DeviceTest,
  DeviceTimeSet,
  DeviceView,
  DeviceWidgets,
  LiveSyncForAll,
  NewDevice,
  PushListener,
} from '../wire.ts';

const host = z
  .string()
  .trim()
  .min(1, 'an address is needed')
  .max(253, 'at most 253 characters')
  .regex(/^[\w.:-]+$/, 'an address such as 192.168.1.201');
const port = z.number().int().min(1).max(65_535);
const transport = z.enum(['tcp', 'udp']);
/** What the menus of terminals take. */
const key = z.number().int().min(0).max(999_999_999);
const serial = z
  .string()
  .trim()
  .min(1, 'a serial number is needed')
  .max(64)
  .regex(/^[A-Za-z0-9_.-]+$/, 'letters and digits, as on its label');
const id = z.string().max(100);

export const newDevice = z
  .object({
    name: personName,
    kind: z.enum(['zk', 'push']).default('zk'),
    host: host.nullable().default(null),
    port: port.default(4370),
    transport: transport.default('tcp'),
    areaId: id.nullable().default(null),
    timeZone: timeZone.nullable().default(null),
    direction: z.enum(['asTold', 'in', 'out']).default('asTold'),
    liveSync: z.boolean().default(true),
    key: key.optional(),
    serial: serial.nullable().default(null),
  })
  .superRefine(mustBeFindable) satisfies z.ZodType<Omit<NewDevice, 'key'>>;

/** What is left out stays as it is. Whether it calls or is called does not change. */
export const deviceChange = z
  .object({
    ...{ name: personName, host: host.nullable(), port, transport, areaId: id.nullable() },
    ...{
      timeZone: timeZone.nullable(),
      direction: z.enum(['asTold', 'in', 'out']),
      liveSync: z.boolean(),
      key,
    },
  })
  .partial() satisfies z.ZodType<DeviceChange>;

export function mustBeFindable(
  device: { kind: string; host: string | null; serial?: string | null },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  const say = (path: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (device.kind === 'zk' && device.host === null) say('host', 'an address is needed');
  if (device.kind === 'push' && !device.serial) say('serial', 'a serial number is needed');
}

export const deviceTest = z.object({
  ...{ host, port: port.default(4370), transport: transport.default('tcp') },
  ...{ key: key.optional(), deviceId: id.optional() },
}) satisfies z.ZodType<DeviceTest>;
export const deviceScan = z.object({
  subnet: z.string().trim().max(50),
  ...{ port: port.default(4370), transport: transport.default('tcp'), key: key.optional() },
}) satisfies z.ZodType<DeviceScan>;
export const deviceClear = z.object({
  what: z.enum(['logs', 'templates', 'users', 'everything']),
  confirm: z.string().max(200),
}) satisfies z.ZodType<DeviceClear>;

const amounts = z.object({ users: z.number(), fingers: z.number(), faces: z.number(), logs: z.number() });
const text = z.string().nullable();
export const deviceFacts = z.object({
  ...{ serial: text, mac: text, address: text, firmware: text, platform: text, model: text },
  ...{ fingerAlgorithm: text, faceAlgorithm: text },
  ...{ counts: amounts.nullable(), capacities: amounts.nullable(), driftMs: z.number().nullable() },
}) satisfies z.ZodType<DeviceFacts>;
export const deviceView = z.object({
  ...deviceFacts.shape,
  ...{ deviceId: z.string(), name: z.string(), kind: z.enum(['zk', 'push']), host: text, port: z.number() },
  ...{ transport, hasKey: z.boolean(), areaId: text, area: text, timeZone: text },
  ...{ direction: z.enum(['asTold', 'in', 'out']), liveSync: z.boolean() },
  state: z.enum(['online', 'connecting', 'offline', 'off', 'quarantined']),
  ...{ sinceMs: z.number(), problem: text, lastSyncMs: z.number().nullable(), logs: z.number() },
}) satisfies z.ZodType<DeviceView>;
export const logsRead = z.object({
  ...{ added: z.number(), known: z.number(), refused: z.number(), ordered: z.boolean().optional() },
}) satisfies z.ZodType<DeviceLogsRead>;
export const timeSet = z.object({
  ...{ deviceId: z.string(), name: z.string(), driftMs: z.number().nullable(), problem: text },
  ordered: z.boolean().optional(),
}) satisfies z.ZodType<DeviceTimeSet>;
export const pushListener = z.object({
  ...{ on: z.boolean(), port: z.number(), problem: text },
}) satisfies z.ZodType<PushListener>;
export const liveSyncForAll = z.object({ on: z.boolean() }) satisfies z.ZodType<LiveSyncForAll>;
export const deviceCommand = z.object({
  ...{ commandId: z.number(), kind: z.string(), userId: text, tries: z.number(), answer: text },
  state: z.enum(['waiting', 'sent', 'done', 'failed']),
  ...{ createdAtMs: z.number(), endedAtMs: z.number().nullable() },
}) satisfies z.ZodType<DeviceCommandView>;
export const widgets = z.object({
  ...{ logs: z.number(), logsToday: z.number(), logsYesterday: z.number() },
  ...{ fingers: z.number(), faces: z.number() },
  devices: z.array(z.object({ deviceId: z.string(), name: z.string(), logs: z.number() })).readonly(),
}) satisfies z.ZodType<DeviceWidgets>;

const logView = z.object({
  ...{ logId: z.string(), deviceId: z.string(), device: z.string(), serial: z.string(), userId: z.string() },
  ...{ personId: text, person: text, at: z.string(), atMs: z.number(), status: z.number() },
  ...{ verify: z.number(), source: z.enum(['read', 'live', 'push']), receivedAtMs: z.number() },
  workCode: z.string(),
  punch: z
    .object({ punchId: z.string(), direction: z.enum(['in', 'out', 'unknown']), area: text })
    .nullable(),
}) satisfies z.ZodType<DeviceLogView>;
export const logPage = z.object({
  ...{ rows: z.array(logView), total: z.number(), next: text },
}) satisfies z.ZodType<DeviceLogPage>;

const rowView = z.object({
  ...{ rowId: z.string(), device: text, serial: z.string(), table: z.string(), row: z.string() },
  ...{ problem: z.string(), receivedAtMs: z.number() },
});
export const rowPage = z.object({
  ...{ rows: z.array(rowView), total: z.number(), next: text },
}) satisfies z.ZodType<DeviceRowPage>;
