import type { Me, Permission } from '../../server/wire.ts';

/** Whether to offer it; the server decides again. */
export const can = (me: Me | null, permission: Permission): boolean => me?.can.includes(permission) ?? false;
