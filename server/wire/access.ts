/** Who may use the product, and what a role may do. Types only. */

export type Role = 'owner' | 'admin' | 'hr' | 'supervisor' | 'viewer';

/** `personId`: who of the hierarchy this user is; null when not said. `can`: what the page offers, as `action Subject`; the server checks again. */
export type Me = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  personId: string | null;
  /** A supervisor's own areas, besides those of their people. */
  areaIds: string[];
  demo: boolean;
  twoFactor: boolean;
  /** A second factor must be set up before anything else works. */
  twoFactorDue: boolean;
  can: Permission[];
};

export type UserView = Pick<
  Me,
  'userId' | 'name' | 'email' | 'role' | 'personId' | 'areaIds' | 'twoFactor'
> & {
  createdAtMs: number;
  disabledAtMs: number | null;
  lastSignInMs: number | null;
};

export type NewUser = Pick<Me, 'name' | 'email' | 'role' | 'personId' | 'areaIds'> & { password: string };

export type UserChange = {
  [K in Exclude<keyof NewUser, 'password'>]?: NewUser[K] | undefined;
} & { disabled?: boolean | undefined };

/** `current`: of who asks. */
export type SessionView = {
  sessionId: string;
  current: boolean;
  createdAtMs: number;
  lastUsedMs: number;
  address: string;
  userAgent: string;
};

/** `secret`: for typing; `uri`: for the QR code. */
export type TwoFactorStart = { secret: string; uri: string };

/** `code`: of the authenticator or a recovery code; asked for with TOTP_NEEDED. */
export type SignIn = { email: string; password: string; code?: string | undefined };

export type PasswordChange = { current: string; next: string };

/** A row of the audit log. `userId` null: the server itself. `subjectName`: of the person, user, team or area of that id, while known. */
export type AuditEntry = {
  auditId: string;
  atMs: number;
  userId: string | null;
  userName: string | null;
  action: string;
  subject: string;
  subjectName: string | null;
  detail: Record<string, string | number | boolean>;
  address: string | null;
};

/** `next`: where the following, older rows begin; null: there are none. */
export type AuditPage = { audits: AuditEntry[]; next: string | null };

export type Action = 'read' | 'create' | 'update' | 'delete';

/**
 * `Presence`: where people are and were. `Correction`: of a sighting. `Person`: their record, faces and consent. `CameraFile`:
 * addresses and settings. `Area`, `Team`: their names and how they nest. `Notice`: what the bell tells. `Leave`: days off.
 * `Shift`: with holidays, assignments and thresholds. `Policy`: escalation and substitutes. `Connector`: with keys for other programs. `EmployeeSource`: lists of who
 * works here, and the runs that follow them.
 */
export type Subject =
  | 'Overview'
  | 'Camera'
  | 'CameraFile'
  | 'Person'
  | 'Presence'
  | 'Correction'
  | 'Leave'
  | 'Area'
  | 'Team'
  | 'Notice'
  | 'User'
  | 'Audit'
  | 'Settings'
  | 'Backup'
  | 'Metrics'
  | 'Shift'
  | 'Punch'
  | 'Pause'
  | 'Incident'
  | 'Policy'
  | 'Channel'
  | 'Report'
  | 'DayCorrection'
  | 'Connector'
  | 'Device'
  | 'EmployeeSource';

export type Permission = `${Action} ${Subject}`;
