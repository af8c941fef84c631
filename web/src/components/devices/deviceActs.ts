/** What can be done with a terminal from the page. */
import { msg } from '@lit/localize';
import type { DeviceView } from '../../../../server/wire.ts';
import type { MenuAction } from '../ActionMenu.ts';

export type DeviceAct = 'beep' | 'readLogs' | 'liveSync' | 'edit' | 'clear' | 'remove' | 'letIn';
export type ActDetail = { act: DeviceAct; device: DeviceView };
/** What became of it, or that it is under way. */
export type DeviceNote = { text: string; kind: 'busy' | 'done' | 'failed' };
export type ToldDetail = { deviceId: string; note: DeviceNote | null };

/** One that calls us cannot be told anything at once. */
export const isCalled = ({ kind }: DeviceView): boolean => kind === 'zk';

export function menuActions(device: DeviceView, run: (act: DeviceAct) => void): MenuAction[] {
  const entry = (act: DeviceAct, text: string, icon: MenuAction['icon'], danger?: boolean): MenuAction => ({
    ...{ id: act, text, icon, run: () => run(act) },
    ...(danger ? { danger } : {}),
  });
  return [
    entry('edit', msg('Edit'), 'edit'),
    device.liveSync
      ? entry('liveSync', msg('Turn live sync off'), 'pause')
      : entry('liveSync', msg('Turn live sync on'), 'play'),
    entry('clear', msg('Clear…'), 'eraser', true),
    entry('remove', msg('Delete'), 'trash', true),
  ];
}
