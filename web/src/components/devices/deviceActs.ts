/** What can be done with a terminal from the page. */
import { msg } from '@lit/localize';
import type { DeviceView } from '../../../../server/wire.ts';
import type { MenuAction } from '../ActionMenu.ts';

export type DeviceAct = 'beep' | 'readLogs' | 'setTime' | 'liveSync' | 'edit' | 'clear' | 'remove' | 'letIn';
export type ActDetail = { act: DeviceAct; device: DeviceView };
/** What became of it, or that it is under way. */
export type DeviceNote = { text: string; kind: 'busy' | 'done' | 'failed' };
export type ToldDetail = { deviceId: string; note: DeviceNote | null };

/** One that calls us cannot be told anything at once, nor to beep at all. */
export const isCalled = ({ kind }: DeviceView): boolean => kind === 'zk';

/** Why nothing can be asked of it now; null: it can. One that calls is asked later. */
export function whyNot(device: DeviceView, note: DeviceNote | null): string | null {
  if (note?.kind === 'busy') return msg('One thing after the other: it is still at work');
  return isCalled(device) && device.state !== 'online' ? msg('It is not connected') : null;
}

/** `canAsk`: something can be asked of it now. */
export function menuActions(
  device: DeviceView,
  canAsk: boolean,
  run: (act: DeviceAct) => void,
): MenuAction[] {
  const entry = (act: DeviceAct, text: string, icon: MenuAction['icon'], danger?: boolean): MenuAction => ({
    ...{ id: act, text, icon, run: () => run(act) },
    ...(danger ? { danger } : {}),
  });
  return [
    entry('edit', msg('Edit'), 'edit'),
    ...(canAsk ? [entry('setTime', msg('Set its clock'), 'clock')] : []),
    device.liveSync
      ? entry('liveSync', msg('Turn live sync off'), 'pause')
      : entry('liveSync', msg('Turn live sync on'), 'play'),
    entry('clear', msg('Clear…'), 'eraser', true),
    entry('remove', msg('Delete'), 'trash', true),
  ];
}
