import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { hideSecrets } from '../cameras/hideSecrets.ts';
import type { Config } from '../config.ts';
import { createLogRing } from './logRing.ts';

/** `lastLines`: oldest first, for the diagnostics. */
export type Log = Logger & { lastLines: () => string[] };

/** One JSON line an event; passwords inside addresses are masked in every line, whoever wrote it. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Log {
  const ring = createLogRing();
  const streamWrite = (line: string): string => {
    const shown = hideSecrets(line);
    ring.add(shown);
    return shown;
  };
  const options = { level, base: null, serializers: { err: stdSerializers.err }, hooks: { streamWrite } };
  const log = destination ? pino(options, destination) : pino(options);
  return Object.assign(log, { lastLines: ring.lines });
}
