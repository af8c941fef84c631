import { msg } from '@lit/localize';
import type { Role } from '../../server/wire.ts';

/** What a role is called. */
export function roleText(role: Role): string {
  switch (role) {
    case 'owner':
      return msg('Owner');
    case 'admin':
      return msg('Administrator');
    case 'hr':
      return msg('HR');
    case 'supervisor':
      return msg('Supervisor');
    case 'viewer':
      return msg('Viewer');
    default:
      return role satisfies never;
  }
}
