/** Attendance terminals, as the page and the API see them. */
import type { Punch } from './shifts.ts';

/** `zk`: we call it over port 4370. `push`: it calls us (ADMS). */
export type DeviceKind = 'zk' | 'push';
/** What a punch of this terminal means: as the terminal says, or always one of the two. */
export type DeviceDirection = 'asTold' | 'in' | 'out';
/** `quarantined`: a serial number that called us and that nobody has let in. */
export type DeviceState = 'online' | 'connecting' | 'offline' | 'off' | 'quarantined';

export type DeviceFacts = {
  serial: string | null;
  mac: string | null;
  /** Where it was last spoken to. */
  address: string | null;
  firmware: string | null;
  platform: string | null;
  model: string | null;
  /** Of its fingers and faces; templates go only between equal ones. null: it has none. */
  fingerAlgorithm: string | null;
  faceAlgorithm: string | null;
  counts: { users: number; fingers: number; faces: number; logs: number } | null;
  capacities: { users: number; fingers: number; faces: number; logs: number } | null;
  /** Its clock ahead of ours; measured at each connection. */
  driftMs: number | null;
};

export type DeviceView = DeviceFacts & {
  deviceId: string;
  name: string;
  kind: DeviceKind;
  /** Of `zk`; null: it calls us. */
  host: string | null;
  port: number;
  transport: 'tcp' | 'udp';
  /** Whether a comm key is set; the key itself never leaves. */
  hasKey: boolean;
  areaId: string | null;
  area: string | null;
  /** Of its clock; null: that of its site. */
  timeZone: string | null;
  direction: DeviceDirection;
  /** Users, templates and photos are pushed, logs are collected. */
  liveSync: boolean;
  state: DeviceState;
  /** Since when it is in this state. */
  sinceMs: number;
  /** Why it is offline, a sentence with what to do. */
  problem: string | null;
  lastSyncMs: number | null;
  /** Logs kept here of it. */
  logs: number;
};

export type NewDevice = Pick<
  DeviceView,
  'name' | 'kind' | 'host' | 'port' | 'transport' | 'areaId' | 'timeZone' | 'direction' | 'liveSync'
> & {
  /** Write only; undefined leaves it. */
  key?: number;
  /** Of `push`: what it calls itself. */
  serial?: string | null;
};

/** How a log came here. */
export type DeviceLogSource = 'read' | 'live' | 'push';

/** A row of a terminal, once, whoever it is of. */
export type DeviceLogView = {
  logId: string;
  deviceId: string;
  device: string;
  serial: string;
  /** As the terminal has it. */
  userId: string;
  /** null: nobody here has this code. */
  personId: string | null;
  person: string | null;
  /** As its clock showed: `2026-11-20T08:01:02`. */
  at: string;
  atMs: number;
  /** 0 in, 1 out, 2 and 3 break, 4 and 5 overtime, else undefined. */
  status: number;
  /** 1 finger, 2 PIN, 3 password, 4 card, 15 face, 25 palm, else other. */
  verify: number;
  source: DeviceLogSource;
  receivedAtMs: number;
  workCode: string;
  /** What it became; null: it is of nobody here, or was there already by another way. */
  punch: Pick<Punch, 'punchId' | 'direction' | 'area'> | null;
};

/** What a terminal sent and what became no punch, as it came, with why not. */
export type DeviceRowView = {
  rowId: string;
  /** null: no terminal here has this serial number any more. */
  device: string | null;
  serial: string;
  /** Of the terminal: `ATTLOG` holds punches. */
  table: string;
  row: string;
  problem: string;
  receivedAtMs: number;
};
export type DeviceRowPage = { rows: DeviceRowView[]; total: number; next: string | null };

export type DeviceWidgets = {
  logs: number;
  logsToday: number;
  logsYesterday: number;
  fingers: number;
  faces: number;
  devices: readonly { deviceId: string; name: string; logs: number }[];
};

/** What is left out stays as it is. */
export type DeviceChange = { [K in keyof NewDevice]?: NewDevice[K] | undefined };

/** Where a terminal may be, before it is added. `deviceId`: of one that is here; its key is used where none is given. */
export type DeviceTest = Pick<NewDevice, 'port' | 'transport'> & {
  host: string;
  key?: number | undefined;
  deviceId?: string | undefined;
};
/** How many records were new, here already, or not believed and kept apart. */
export type DeviceLogsRead = {
  added: number;
  known: number;
  refused: number;
  /** It calls us: it is asked for them at its next call, and they come after it. */
  ordered?: boolean | undefined;
};
export type DeviceTimeSet = {
  deviceId: string;
  name: string;
  driftMs: number | null;
  problem: string | null;
  /** It calls us: it is told at its next call. */
  ordered?: boolean | undefined;
};
export type DeviceClear = { what: 'logs' | 'templates' | 'users' | 'everything'; confirm: string };

/** `subnet`: `192.168.1.0/24` at the largest, or one address. */
export type DeviceScan = Pick<NewDevice, 'port' | 'transport'> & { subnet: string; key?: number | undefined };
/** One address of a scan where something answered. */
export type ScannedDevice = {
  address: string;
  port: number;
  /** null: it could not be spoken with, and `problem` says why. */
  facts: DeviceFacts | null;
  problem: string | null;
  /** Of the terminal here that it is already. */
  deviceId: string | null;
};
/** What a scan ends with. `silent`: addresses where nothing takes a connection. */
export type DeviceScanResult = { devices: ScannedDevice[]; silent: number };

export type DeviceLogPage = {
  rows: DeviceLogView[];
  total: number;
  /** For the page after this; null: there is none. */
  next: string | null;
};

/** What a terminal that calls is to do. */
export type DeviceCommandView = {
  commandId: number;
  /** As `updateUser`, `queryLogs`, `clearLogs`. */
  kind: string;
  /** Of whom it speaks; null: of nobody. */
  userId: string | null;
  state: 'waiting' | 'sent' | 'done' | 'failed';
  tries: number;
  /** What it answered, in words. */
  answer: string | null;
  createdAtMs: number;
  endedAtMs: number | null;
};

/** Where terminals may call us. `problem`: why nothing listens although it is on. */
export type PushListener = { on: boolean; port: number; problem: string | null };

/** What a terminal is to hold of somebody, and how far it does. */
export type DevicePersonState =
  /** As it should be; `confirmedAtMs` says since when that is known. */
  | 'done'
  /** Under way, or its terminal is not reached. */
  | 'waiting'
  /** Tried, and refused: `problem` says why. */
  | 'failed'
  /** On the terminal, and nobody here has this number: left as it is. */
  | 'stranger';
export type DevicePersonView = {
  deviceId: string;
  device: string;
  /** The key between both: the person's code here, the user id there. */
  userId: string;
  personId: string | null;
  person: string | null;
  /** `there`: by the areas of the person and of the terminal; `gone`: works elsewhere, or not any more. null: not decided here. */
  wanted: 'there' | 'gone' | null;
  state: DevicePersonState;
  problem: string | null;
  /** Read back from the terminal, or told by it. */
  confirmedAtMs: number | null;
  /** What the terminal holds of them, as far as it is known. */
  fingers: number;
  faces: number;
  hasPhoto: boolean;
};
export type LiveSyncForAll = { on: boolean };
