/** Alerts that the browser itself shows, also while the page is in the background. Asked for only by a press of a button. */
import type { BrowserAlert } from './live.ts';
import { navigate } from './router.ts';
import { remember, remembered } from './storage.ts';

/** off: not asked for here. refused: the browser was told never to. unable: it cannot, or not at this address. */
export type AlertsState = 'on' | 'off' | 'refused' | 'unable';

export function alertsState(): AlertsState {
  // Browsers offer it only over https and on this very machine.
  if (typeof Notification === 'undefined' || !isSecureContext) return 'unable';
  if (Notification.permission === 'denied') return 'refused';
  return Notification.permission === 'granted' && remembered('alerts') === 'on' ? 'on' : 'off';
}

export async function allowAlerts(): Promise<AlertsState> {
  if (alertsState() === 'unable') return 'unable';
  if ((await Notification.requestPermission()) === 'granted') remember('alerts', 'on');
  return alertsState();
}

export function stopAlerts(): AlertsState {
  remember('alerts', null);
  return alertsState();
}

/** Several open pages show it once: the browser keeps one of each tag. Answers whether it is shown. */
export function showAlert({ messageId, title, text, path }: BrowserAlert): boolean {
  if (alertsState() !== 'on') return false;
  try {
    const shown = new Notification(title, { body: text, tag: messageId });
    shown.onclick = () => {
      window.focus();
      navigate(path);
      shown.close();
    };
    return true;
  } catch {
    // Phones show them only for installed pages; the page itself shows it too.
    return false;
  }
}
