/** The file of hours. */
import type {
  HoursChoice,
  HoursConfig,
  HoursFolderTest,
  HoursPreview,
  HoursRunAnswer,
  HoursView,
} from '../../../server/wire.ts';
import { call } from '../api.ts';

export const hoursApi = {
  view: () => call<HoursView>('GET', 'hours-export'),
  save: (config: HoursConfig) => call<HoursView>('PUT', 'hours-export', config),
  tryFolder: (where: Pick<HoursConfig, 'folder' | 'fileName'>) =>
    call<HoursFolderTest>('POST', 'hours-export/try', where),
  run: () => call<HoursRunAnswer>('POST', 'hours-export/run', {}),
  decide: (choice: HoursChoice) => call<HoursRunAnswer>('POST', 'hours-export/decide', { choice }),
  preview: (of: Pick<HoursConfig, 'who' | 'fromDate' | 'layout'>, signal: AbortSignal) =>
    call<HoursPreview>('POST', 'hours-export/preview', of, signal),
  /** Where the browser gets rows of chosen days. */
  fileAt: (from: string, to: string) =>
    `/api/hours-export/file?${new URLSearchParams({ from, to }).toString()}`,
};
