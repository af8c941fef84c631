/** Who has to be there when, and how long they may be unseen. */
import type { Duty } from './duty.ts';
import type { LoadedSettings } from './settings/loadSettings.ts';

type DutyNeeds = { settings: LoadedSettings };

export function startDuty({ settings }: DutyNeeds): Promise<Duty> {
  return Promise.resolve({
    dutyOf: () => ({ kind: 'always' }),
    limitsOf: () => settings.current(),
    workAreasOf: () => new Set(),
    onChange: (listener) => settings.onChange(listener),
  });
}
