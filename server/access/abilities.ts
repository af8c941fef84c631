/** Who may do what. Everything not named here is refused. Which people and areas: see scope.ts. */
import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import type { Action, Me, Permission, Role, Subject } from '../wire.ts';

export type { Action, Subject } from '../wire.ts';
export type Ability = MongoAbility<[Action | 'manage', Subject | 'all']>;

const actions = ['read', 'create', 'update', 'delete'] as const satisfies Action[];
const subjects = [
  ...(['Overview', 'Camera', 'CameraFile', 'Person', 'Presence', 'Correction', 'Leave', 'Area'] as const),
  ...(['Team', 'Notice', 'User', 'Audit', 'Settings', 'Backup', 'Metrics'] as const),
  ...(['Shift', 'Punch', 'Pause', 'Incident', 'Policy', 'Channel', 'Report', 'DayCorrection'] as const),
  ...(['Connector', 'Device', 'EmployeeSource'] as const),
] satisfies Subject[];

export function abilityOf(role: Role): Ability {
  const { can, build } = new AbilityBuilder<Ability>(createMongoAbility);
  switch (role) {
    case 'owner':
    case 'admin':
      // What an administrator may not do to an owner is decided where users are changed.
      can('manage', 'all');
      break;
    case 'hr':
      can('read', ['Overview', 'Camera', 'Presence', 'Area', 'Team', 'Notice', 'Audit']);
      for (const action of actions) can(action, ['Person', 'Leave', 'Correction', 'Shift', 'Punch', 'Pause']);
      for (const action of actions) can(action, ['Policy', 'Report', 'DayCorrection']);
      can(['create', 'update', 'delete'], 'Team');
      can('update', 'Notice');
      can(['read', 'update'], 'Incident');
      can('read', ['Channel', 'Connector', 'Device', 'EmployeeSource']);
      break;
    case 'supervisor':
      can('read', ['Overview', 'Camera', 'Presence', 'Area', 'Team', 'Notice', 'Person', 'Leave']);
      can('read', ['Shift', 'Punch', 'Pause', 'Incident', 'Policy', 'Report', 'DayCorrection']);
      can('create', ['Correction', 'Leave', 'Pause']);
      can('update', ['Notice', 'Incident']);
      break;
    case 'viewer':
      can('read', ['Overview', 'Camera', 'Presence', 'Area', 'Team', 'Notice', 'Incident']);
      break;
    default:
      role satisfies never;
  }
  return build();
}

export const may = (user: Pick<Me, 'role'>, action: Action, subject: Subject): boolean =>
  abilityOf(user.role).can(action, subject);

/** Every one there is. */
export const permissions = subjects.flatMap((subject) =>
  actions.map((action) => `${action} ${subject}` as const),
);

export function permissionsOf(role: Role): Permission[] {
  const ability = abilityOf(role);
  return subjects.flatMap((subject) =>
    actions.filter((action) => ability.can(action, subject)).map((action) => `${action} ${subject}` as const),
  );
}
