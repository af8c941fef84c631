/** What a simulated PUSH terminal does wrong, on request. */
import { problem } from '../../../errors.ts';

export type PushFaults = {
  /** Every so many-th batch is sent again although it was acknowledged. */
  resendEvery?: number;
  /** Records go out so many at a time. */
  batchRows?: number;
  /** Bodies in pieces of so many bytes. */
  splitBytes?: number;
  /** Every so many-th record stands twice in its batch. */
  duplicateEvery?: number;
  /** After every so many-th batch the line breaks before OK was read. */
  crashEvery?: number;
  /** Before every so many-th record stands a row that nobody can read. */
  garbleEvery?: number;
  /** Every so many-th command is answered with "busy". */
  busyEvery?: number;
  /** So many of the last records never come when it is asked for all. */
  withholds?: number;
  /** Results of commands are never told. */
  mute?: boolean;
};

const named: Record<string, { says: string; faults: (n: number) => PushFaults }> = {
  resend: { says: 'every N-th batch is sent again', faults: (n) => ({ resendEvery: n }) },
  batch: { says: 'N records at a time', faults: (n) => ({ batchRows: n }) },
  split: { says: 'bodies in pieces of N bytes', faults: (n) => ({ splitBytes: n }) },
  duplicate: { says: 'every N-th record stands twice', faults: (n) => ({ duplicateEvery: n }) },
  crash: { says: 'after every N-th batch the line breaks before OK', faults: (n) => ({ crashEvery: n }) },
  garble: { says: 'before every N-th record a row nobody can read', faults: (n) => ({ garbleEvery: n }) },
  busy: { says: 'every N-th command is answered with "busy"', faults: (n) => ({ busyEvery: n }) },
  withhold: {
    says: 'the last N records never come when it is asked for them',
    faults: (n) => ({ withholds: n }),
  },
  mute: { says: 'results of commands are never told', faults: () => ({ mute: true }) },
};

export const pushFaultNames = Object.entries(named).map(([name, { says }]) => `${name}: ${says}`);

/** Of `crash=3`, `mute`, …; throws CONFIG_UNUSABLE. */
export function readPushFaults(texts: readonly string[]): PushFaults {
  return texts.reduce<PushFaults>((all, text) => {
    const [name = '', value = '3'] = text.split('=');
    const found = named[name];
    if (found && /^[1-9]\d{0,5}$/.test(value)) return { ...all, ...found.faults(Number(value)) };
    const remedy = `Choose of: ${Object.keys(named).join(', ')}; a number may follow after "=".`;
    throw problem('CONFIG_UNUSABLE', { problem: `there is no fault "${text}"`, remedy });
  }, {});
}
