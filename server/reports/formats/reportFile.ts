/** What every format writes: the same days, and the same sums over them. Types only. */
import type { PersonDay, Report } from '../../wire.ts';
import type { ReportLanguage } from '../labels.ts';

export type ReportHead = Omit<Report, 'days' | 'totals' | 'byPerson'>;
/** `days`: one after the other; no writer keeps them. */
export type ReportSource = { head: ReportHead; days: AsyncIterable<PersonDay>; language: ReportLanguage };

/** Where a file is written to: a stream that says when to wait. */
export type Sink = NodeJS.WritableStream;
