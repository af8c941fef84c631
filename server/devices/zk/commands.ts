/** The numbers of the protocol on port 4370: commands, answers, kinds of events, and what a bulk read may ask for. */

export const commands = {
  connect: 1000,
  exit: 1001,
  enable: 1002,
  disable: 1003,
  restart: 1004,
  refresh: 1013,
  voice: 1017,
  version: 1100,
  authenticate: 1102,
  readOption: 11,
  writeOption: 12,
  clearData: 14,
  clearLogs: 15,
  writeUser: 8,
  readUsers: 9,
  readTemplates: 7,
  readLogs: 13,
  deleteUser: 18,
  deleteTemplateOfUid: 19,
  readCounts: 50,
  startVerify: 60,
  startEnrol: 61,
  cancelCapture: 62,
  readPinWidth: 69,
  writeTemplate: 87,
  readTemplate: 88,
  saveTemplates: 110,
  checksumBuffer: 119,
  deleteTemplate: 134,
  readTime: 201,
  writeTime: 202,
  events: 500,
  prepareData: 1500,
  data: 1501,
  freeData: 1502,
  prepareRead: 1503,
  readChunk: 1504,
} as const;

export const answers = {
  ok: 2000,
  error: 2001,
  data: 2002,
  unauthorised: 2005,
  /** SpeedFace terminals in access control mode answer the request for the log with it. */
  accessMode: 4989,
  unknown: 65535,
} as const;

/** The mask of events to be told, and the kind of each one that comes. */
export const eventKinds = {
  log: 1,
  finger: 2,
  userEnrolled: 4,
  fingerEnrolled: 8,
  button: 16,
  unlock: 32,
  verify: 128,
  score: 256,
  alarm: 512,
} as const;

/** What a bulk read asks for: its command and the second number that goes with it. */
export const bulk = {
  users: { command: commands.readUsers, part: 5 },
  logs: { command: commands.readLogs, part: 0 },
  templates: { command: commands.readTemplates, part: 2 },
} as const;
export type BulkName = keyof typeof bulk;
