import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { hideSecrets } from '../cameras/hideSecrets.ts';
import type { Config } from '../config.ts';

export type Log = Logger;

/** One JSON line an event; passwords inside addresses are masked in every line, whoever wrote it. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    serializers: { err: stdSerializers.err },
    hooks: { streamWrite: hideSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}
