/** Reports, links to them, and days set right by hand. */
import type { ErrorTable } from './errorTable.ts';

export const reportErrors = {
  REPORT_TOO_LONG: {
    status: 422,
    text: 'Cannot make this report: {problem}. Choose fewer days, a team or a person, or download it as a file.',
  },
  SHEET_FULL: {
    status: 422,
    text: 'Cannot write this report as a workbook: a sheet holds {most} rows, and it has more. Choose fewer days, a team or a person, or download it as CSV.',
  },
  LINK_OVER: {
    status: 410,
    text: 'Cannot open this report: the link has expired or was never valid. Ask for a new one, or sign in and open Reports.',
  },
  DAY_TO_COME: {
    status: 422,
    text: 'Cannot correct {date}: that day has not begun. Correct it when it has.',
  },
} as const satisfies ErrorTable;
