/** The pages of who is signed in: what they are called, and how they come. Each is loaded when it is first opened. */
import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Me } from '../../server/wire.ts';
import type { Live } from './live.ts';
import type { Place, Route } from './router.ts';
import type { LiveState } from './state.ts';

export type PageGiven = { me: Me; live: Live | null; liveState: LiveState; subjectId: string };
type Signed = Exclude<Route, 'signIn' | 'setup' | 'unknown'>;
type PageEntry = {
  title: () => string;
  load: () => Promise<unknown>;
  render: (given: PageGiven) => TemplateResult;
};

export const pages: Record<Signed, PageEntry> = {
  live: {
    title: () => msg('Live'),
    load: () => import('./pages/Dashboard.ts'),
    render: ({ me, live, liveState }) =>
      html`<w-dashboard .me=${me} .live=${live} .liveState=${liveState}></w-dashboard>`,
  },
  people: {
    title: () => msg('People'),
    load: () => import('./pages/PeoplePage.ts'),
    render: ({ me, liveState }) => html`<w-people-page .me=${me} .liveState=${liveState}></w-people-page>`,
  },
  person: {
    title: () => msg('Person'),
    load: () => import('./pages/PersonPage.ts'),
    render: ({ me, live, liveState, subjectId }) =>
      html`<w-person-page
        .me=${me}
        .live=${live}
        .liveState=${liveState}
        .subjectId=${subjectId}
      ></w-person-page>`,
  },
  importPeople: {
    title: () => msg('Import people'),
    load: () => import('./pages/ImportPage.ts'),
    render: ({ me, liveState }) => html`<w-import-page .me=${me} .liveState=${liveState}></w-import-page>`,
  },
  incidents: incidents(),
  incident: incidents(),
  reports: {
    title: () => msg('Reports'),
    load: () => import('./pages/ReportsPage.ts'),
    render: ({ me, liveState }) => html`<w-reports-page .me=${me} .liveState=${liveState}></w-reports-page>`,
  },
  shifts: {
    title: () => msg('Shifts'),
    load: () => import('./pages/ShiftsPage.ts'),
    render: ({ me, liveState }) => html`<w-shifts-page .me=${me} .liveState=${liveState}></w-shifts-page>`,
  },
  areas: {
    title: () => msg('Areas'),
    load: () => import('./pages/AreasPage.ts'),
    render: ({ me, liveState }) => html`<w-areas-page .me=${me} .liveState=${liveState}></w-areas-page>`,
  },
  teams: {
    title: () => msg('Teams'),
    load: () => import('./pages/TeamsPage.ts'),
    render: ({ me, liveState }) => html`<w-teams-page .me=${me} .liveState=${liveState}></w-teams-page>`,
  },
  hierarchyHelp: {
    title: () => msg('What the hierarchy is for'),
    load: () => import('./pages/HierarchyHelpPage.ts'),
    render: ({ me, liveState }) =>
      html`<w-hierarchy-help-page .me=${me} .liveState=${liveState}></w-hierarchy-help-page>`,
  },
  cameras: {
    title: () => msg('Cameras'),
    load: () => import('./pages/CamerasPage.ts'),
    render: ({ me, live, liveState }) =>
      html`<w-cameras-page .me=${me} .live=${live} .liveState=${liveState}></w-cameras-page>`,
  },
  devices: {
    title: () => msg('Terminals'),
    load: () => import('./pages/DevicesPage.ts'),
    render: ({ me, live, liveState }) =>
      html`<w-devices-page .me=${me} .live=${live} .liveState=${liveState}></w-devices-page>`,
  },
  device: {
    title: () => msg('Terminal'),
    load: () => import('./pages/DevicePage.ts'),
    render: ({ me, live, liveState, subjectId }) =>
      html`<w-device-page
        .me=${me}
        .live=${live}
        .liveState=${liveState}
        .subjectId=${subjectId}
      ></w-device-page>`,
  },
  attendanceLog: {
    title: () => msg('Attendance log'),
    load: () => import('./pages/AttendanceLogPage.ts'),
    render: ({ me, live, liveState }) =>
      html`<w-attendance-log-page .me=${me} .live=${live} .liveState=${liveState}></w-attendance-log-page>`,
  },
  escalation: {
    title: () => msg('Escalation'),
    load: () => import('./pages/EscalationPage.ts'),
    render: ({ me, liveState }) =>
      html`<w-escalation-page .me=${me} .liveState=${liveState}></w-escalation-page>`,
  },
  messages: {
    title: () => msg('Messages'),
    load: () => import('./pages/MessagesPage.ts'),
    render: ({ me, liveState }) =>
      html`<w-messages-page .me=${me} .liveState=${liveState}></w-messages-page>`,
  },
  connections: {
    title: () => msg('Connections'),
    load: () => import('./pages/ConnectionsPage.ts'),
    render: ({ me, liveState }) =>
      html`<w-connections-page .me=${me} .liveState=${liveState}></w-connections-page>`,
  },
  demoPhone: {
    title: () => msg('Demo phone'),
    load: () => import('./pages/DemoPhonePage.ts'),
    render: ({ me, liveState }) =>
      html`<w-demo-phone-page .me=${me} .liveState=${liveState}></w-demo-phone-page>`,
  },
  users: {
    title: () => msg('Users'),
    load: () => import('./pages/UsersPage.ts'),
    render: ({ me, liveState }) => html`<w-users-page .me=${me} .liveState=${liveState}></w-users-page>`,
  },
  audit: {
    title: () => msg('Audit log'),
    load: () => import('./pages/AuditPage.ts'),
    render: ({ me, liveState }) => html`<w-audit-page .me=${me} .liveState=${liveState}></w-audit-page>`,
  },
  settings: {
    title: () => msg('Settings'),
    load: () => import('./pages/SettingsPage.ts'),
    render: ({ me, liveState }) =>
      html`<w-settings-page .me=${me} .liveState=${liveState}></w-settings-page>`,
  },
  employees: {
    title: () => msg('Employee master'),
    load: () => import('./pages/EmployeesPage.ts'),
    render: ({ me, liveState }) =>
      html`<w-employees-page .me=${me} .liveState=${liveState}></w-employees-page>`,
  },
  account: {
    title: () => msg('Your account'),
    load: () => import('./pages/AccountPage.ts'),
    render: ({ me, liveState }) => html`<w-account-page .me=${me} .liveState=${liveState}></w-account-page>`,
  },
};

/** One page at two addresses: opening an incident leaves the list as it is. */
function incidents(): PageEntry {
  return {
    title: () => msg('Incidents'),
    load: () => import('./pages/IncidentsPage.ts'),
    render: renderIncidents,
  };
}

function renderIncidents({ me, liveState, subjectId }: PageGiven): TemplateResult {
  return html`<w-incidents-page
    .me=${me}
    .liveState=${liveState}
    .subjectId=${subjectId}
  ></w-incidents-page>`;
}

export const pageAt = ({ route }: Place): PageEntry | null =>
  route === 'signIn' || route === 'setup' || route === 'unknown' ? null : pages[route];
