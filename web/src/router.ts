/** Addresses of the page, and who may open them. */
import type { Permission } from '../../server/wire.ts';

const table = {
  live: { path: '/', needs: 'read Overview' },
  people: { path: '/people', needs: 'read Overview' },
  importPeople: { path: '/people/import', needs: 'create Person' },
  person: { path: '/people/:id', needs: 'read Presence' },
  incidents: { path: '/incidents', needs: 'read Incident' },
  incident: { path: '/incidents/:id', needs: 'read Incident' },
  reports: { path: '/reports', needs: 'read Report' },
  shifts: { path: '/shifts', needs: 'read Shift' },
  areas: { path: '/areas', needs: 'read Area' },
  teams: { path: '/teams', needs: 'read Team' },
  hierarchyHelp: { path: '/teams/help', needs: 'read Team' },
  cameras: { path: '/cameras', needs: 'read Camera' },
  devices: { path: '/devices', needs: 'read Device' },
  device: { path: '/devices/:id', needs: 'read Device' },
  attendanceLog: { path: '/attendance', needs: 'read Device' },
  escalation: { path: '/escalation', needs: 'read Policy' },
  messages: { path: '/messages', needs: 'read Channel' },
  connections: { path: '/connections', needs: 'read Connector' },
  users: { path: '/users', needs: 'read User' },
  audit: { path: '/audit', needs: 'read Audit' },
  settings: { path: '/settings', needs: 'read Settings' },
  employees: { path: '/settings/employees', needs: 'read EmployeeSource' },
  account: { path: '/account', needs: null },
  /** In the demo only. */
  demoPhone: { path: '/demo-phone', needs: 'read Overview' },
  signIn: { path: '/sign-in', needs: null },
  setup: { path: '/setup', needs: null },
} as const satisfies Record<string, { path: string; needs: Permission | null }>;

export type Route = keyof typeof table | 'unknown';
export type Place = { route: Route; subjectId: string };

/** The first that fits: an exact address goes before one with a part left open. */
export function placeOf(path: string): Place {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  for (const [route, { path: pattern }] of Object.entries(table)) {
    const subjectId = fit(pattern, trimmed);
    if (subjectId !== null) return { route: route as Route, subjectId };
  }
  return { route: 'unknown', subjectId: '' };
}

export const routeOf = (path: string): Route => placeOf(path).route;

/** null: everybody signed in. */
export const neededFor = (route: Route): Permission | null =>
  route === 'unknown' ? null : table[route].needs;

function fit(pattern: string, path: string): string | null {
  if (!pattern.endsWith('/:id')) return pattern === path ? '' : null;
  const head = pattern.slice(0, -3);
  if (!path.startsWith(head)) return null;
  const rest = path.slice(head.length);
  return rest === '' || rest.includes('/') ? null : decodeURIComponent(rest);
}

/** Everybody may open these. */
export function isOpen(route: Route): boolean {
  return route === 'signIn' || route === 'setup';
}

export function navigate(path: string): void {
  if (path !== location.pathname + location.search) history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Turns clicks on our own links into navigation without a reload; leaves new tabs, downloads and /api alone. */
export function followLinks(): void {
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin || routeOf(link.pathname) === 'unknown')
      return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
