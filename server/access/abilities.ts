/** Who may do what. Everything not named here is refused. */
import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import type { Me, Role } from '../wire.ts';

export type Action = 'read' | 'create' | 'update' | 'delete' | 'manage';
/** `Presence`: where people are and were. `Correction`: of a sighting. `Person`: their faces and consent. `CameraFile`: addresses and settings. */
export type Subject =
  'Overview' | 'Camera' | 'CameraFile' | 'Person' | 'Presence' | 'Correction' | 'User' | 'Metrics' | 'all';
export type Ability = MongoAbility<[Action, Subject]>;

export function abilityOf(role: Role): Ability {
  const { can, build } = new AbilityBuilder<Ability>(createMongoAbility);
  switch (role) {
    case 'admin':
      can('manage', 'all');
      break;
    case 'viewer':
      can('read', ['Overview', 'Camera', 'Presence']);
      break;
    default:
      role satisfies never;
  }
  return build();
}

export const may = (user: Me, action: Action, subject: Subject): boolean =>
  abilityOf(user.role).can(action, subject);
