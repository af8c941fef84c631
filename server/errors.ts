/** Every error a person can meet: one code, one HTTP status, one sentence that says action, state and remedy. A table a feature. */
import { accessErrors } from './errors/access.ts';
import { alertErrors } from './errors/alerts.ts';
import { backupErrors } from './errors/backup.ts';
import { cameraErrors } from './errors/cameras.ts';
import { channelErrors } from './errors/channels.ts';
import { connectorErrors } from './errors/connectors.ts';
import { deviceErrors } from './errors/devices.ts';
import { directoryErrors } from './errors/directory.ts';
import { employeeErrors } from './errors/employees.ts';
import { hoursErrors } from './errors/hours.ts';
import { httpErrors } from './errors/http.ts';
import { machineErrors } from './errors/machine.ts';
import { peopleErrors } from './errors/people.ts';
import { reportErrors } from './errors/reports.ts';
import { shiftErrors } from './errors/shifts.ts';

export const errors = {
  ...machineErrors,
  ...httpErrors,
  ...accessErrors,
  ...directoryErrors,
  ...cameraErrors,
  ...peopleErrors,
  ...shiftErrors,
  ...alertErrors,
  ...channelErrors,
  ...reportErrors,
  ...connectorErrors,
  ...deviceErrors,
  ...employeeErrors,
  ...hoursErrors,
  ...backupErrors,
  UNEXPECTED: {
    status: 500,
    text: 'Cannot finish this request: an unexpected error happened (reference {reference}). The log has the details.',
  },
} as const;

export type ErrorCode = keyof typeof errors;
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** The values that the sentence of a code needs. */
export type ErrorValues<C extends ErrorCode> = Record<Names<(typeof errors)[C]['text']>, string | number>;

/** An error whose message a person should read. Anything else thrown is a bug. */
export class UserFacingError extends Error {
  override name = 'UserFacingError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, fields?: Record<string, string>, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.status = errors[code].status;
    this.fields = fields;
  }
}

export function problem<C extends ErrorCode>(
  code: C,
  values: ErrorValues<C>,
  more: { fields?: Record<string, string>; cause?: unknown } = {},
): UserFacingError {
  const message = errors[code].text.replace(/\{(\w+)\}/g, (_, name: string) =>
    String((values as Record<string, unknown>)[name]),
  );
  return new UserFacingError(code, message, more.fields, more.cause);
}
