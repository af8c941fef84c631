/** Where one can go from every page. */
import { msg } from '@lit/localize';
import type { Me } from '../../server/wire.ts';
import { can } from './can.ts';
import type { IconName } from './icons.ts';
import { neededFor, type Route } from './router.ts';

export type NavLink = { route: Route; path: string; text: string; icon: IconName };
/** `daily`: always in sight; `phone`: in sight on a phone too; `administration`: in a menu. */
export type Navigation = { daily: NavLink[]; phone: NavLink[]; rest: NavLink[]; administration: NavLink[] };

/** Only what this user may open. */
export function navigationFor(me: Me | null): Navigation {
  const offered = (links: NavLink[]) => links.filter(({ route }) => mayOpen(me, route));
  const daily = offered(dailyLinks());
  return {
    daily,
    phone: daily.filter(({ route }) => onPhone.includes(route)),
    rest: daily.filter(({ route }) => !onPhone.includes(route)),
    // Who only reads how escalation goes, or who works when, comes to it from the incidents and the reports.
    administration: offered([...(me?.demo ? demoLinks() : []), ...administrationLinks()]).filter(
      ({ route }) =>
        (route !== 'escalation' || can(me, 'update Policy')) &&
        (route !== 'shifts' || can(me, 'update Shift')),
    ),
  };
}

/** Which entry is the one a page belongs to: a person is one of the people. */
export function entryOf(route: Route): Route {
  if (route === 'person' || route === 'importPeople') return 'people';
  if (route === 'incident') return 'incidents';
  if (route === 'device') return 'devices';
  return route === 'hierarchyHelp' ? 'teams' : route;
}

const onPhone: Route[] = ['live', 'people', 'incidents', 'cameras'];

function mayOpen(me: Me | null, route: Route): boolean {
  const needed = neededFor(route);
  return needed === null || can(me, needed);
}

const dailyLinks = (): NavLink[] => [
  { route: 'live', path: '/', text: msg('Live'), icon: 'live' },
  { route: 'people', path: '/people', text: msg('People'), icon: 'people' },
  { route: 'incidents', path: '/incidents', text: msg('Incidents'), icon: 'incident' },
  { route: 'reports', path: '/reports', text: msg('Reports'), icon: 'report' },
  { route: 'areas', path: '/areas', text: msg('Areas'), icon: 'area' },
  { route: 'teams', path: '/teams', text: msg('Teams'), icon: 'team' },
  { route: 'cameras', path: '/cameras', text: msg('Cameras'), icon: 'camera' },
];

const demoLinks = (): NavLink[] => [
  { route: 'demoPhone', path: '/demo-phone', text: msg('Demo phone'), icon: 'phone' },
];

const administrationLinks = (): NavLink[] => [
  { route: 'devices', path: '/devices', text: msg('Terminals'), icon: 'terminal' },
  { route: 'attendanceLog', path: '/attendance', text: msg('Attendance log'), icon: 'badge' },
  { route: 'shifts', path: '/shifts', text: msg('Shifts'), icon: 'shift' },
  { route: 'escalation', path: '/escalation', text: msg('Escalation'), icon: 'escalation' },
  { route: 'messages', path: '/messages', text: msg('Messages'), icon: 'message' },
  { route: 'connections', path: '/connections', text: msg('Connections'), icon: 'connection' },
  { route: 'users', path: '/users', text: msg('Users'), icon: 'users' },
  { route: 'audit', path: '/audit', text: msg('Audit log'), icon: 'audit' },
  { route: 'settings', path: '/settings', text: msg('Settings'), icon: 'settings' },
];
