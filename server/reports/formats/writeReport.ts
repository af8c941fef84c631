/** A report as a file, in the format that is asked for. */
import type { ReportFormat } from '../../wire.ts';
import { writeCsvReport } from './csv.ts';
import { writeJsonReport } from './json.ts';
import type { ReportSource, Sink } from './reportFile.ts';

/** The two that draw and pack are loaded when somebody wants them: they are large. */
const writers: Record<ReportFormat, () => Promise<(source: ReportSource, sink: Sink) => Promise<void>>> = {
  xlsx: async () => (await import('./xlsx.ts')).writeXlsxReport,
  pdf: async () => (await import('./pdf.ts')).writePdfReport,
  csv: () => Promise.resolve(writeCsvReport),
  json: () => Promise.resolve(writeJsonReport),
};

/** Resolves when all of it is written. */
export async function writeReport(format: ReportFormat, source: ReportSource, sink: Sink): Promise<void> {
  await (
    await writers[format]()
  )(source, sink);
}

export const reportTypes: Record<ReportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};
