/** What can go wrong with a terminal; the client adds whose it is and makes a sentence of it. */
import { type ErrorCode, type ErrorValues, problem, type UserFacingError } from '../../errors.ts';

export type DeviceErrorCode = Extract<ErrorCode, `DEVICE_${string}`>;
type Values<C extends DeviceErrorCode> = Omit<ErrorValues<C>, 'address' | 'port'>;

/** Everything that decoding or talking may throw. Anything else thrown is a bug. */
export class ZkError extends Error {
  override name = 'ZkError';
  readonly code: DeviceErrorCode;
  readonly values: Record<string, string | number>;

  private constructor(code: DeviceErrorCode, values: Record<string, string | number>, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, { cause });
    this.code = code;
    this.values = values;
  }

  static of<C extends DeviceErrorCode>(code: C, values: Values<C>, cause?: unknown): ZkError {
    return new ZkError(code, values, cause);
  }
}

export const garbled = (what: string): ZkError => ZkError.of('DEVICE_GARBLED', { problem: what });
export const incomplete = (what: string): ZkError => ZkError.of('DEVICE_INCOMPLETE', { problem: what });

/** The terminal as it was asked: its address as it is told, and its port. */
export type Asked = { address: string; port: number };

/** As a person reads it. */
export function deviceProblem({ address, port }: Asked, error: ZkError): UserFacingError {
  return problem(error.code, { ...error.values, address, port } as never, { cause: error });
}
