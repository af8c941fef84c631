/** What can be done about an incident, and until when it can be put off. */
import { msg, str } from '@lit/localize';
import type { IncidentView, Me } from '../../../../server/wire.ts';
import { can } from '../../can.ts';
import type { MenuAction } from '../ActionMenu.ts';

export type IncidentAction = 'acknowledge' | 'excuse' | 'snoozeUntil' | 'close';
export type Asked =
  | { incident: IncidentView; action: IncidentAction }
  | { incident: IncidentView; snoozeMinutes: number }
  /** Nothing is told about this person, whatever happens. */
  | { incident: IncidentView; personMinutes: number };

const personMinutes = 4 * 60;

export const mayAct = (me: Me | null, { endedAtMs }: IncidentView): boolean =>
  endedAtMs === null && can(me, 'update Incident');

/** Besides acknowledging, which has a button of its own. */
export function menuFor(incident: IncidentView, ask: (asked: Asked) => void): MenuAction[] {
  const snoozes = [
    { minutes: 15, text: msg('Snooze for 15 min') },
    { minutes: 30, text: msg('Snooze for 30 min') },
    { minutes: 60, text: msg('Snooze for 1 h') },
  ];
  return [
    ...(incident.kind === 'absence'
      ? [
          {
            ...({ id: 'excuse', text: msg('Excuse…'), icon: 'excuse' } as const),
            run: () => ask({ incident, action: 'excuse' }),
          },
        ]
      : []),
    ...snoozes.map(({ minutes, text }) => ({
      ...({ id: `snooze-${minutes}`, text, icon: 'snooze' } as const),
      run: () => ask({ incident, snoozeMinutes: minutes }),
    })),
    {
      ...({ id: 'snooze-until', text: msg('Snooze until…'), icon: 'snooze' } as const),
      run: () => ask({ incident, action: 'snoozeUntil' }),
    },
    ...(incident.kind === 'absence'
      ? [
          {
            ...({ id: 'snooze-person', icon: 'snooze' } as const),
            text: msg(str`Nothing about ${incident.name} for 4 h`),
            run: () => ask({ incident, personMinutes }),
          },
        ]
      : []),
    {
      ...({ id: 'close', text: msg('Close…'), icon: 'close' } as const),
      run: () => ask({ incident, action: 'close' }),
    },
  ];
}
