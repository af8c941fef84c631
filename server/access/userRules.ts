/** What may be done to which user. Pure; asked inside the transaction of the change. */
import { problem } from '../errors.ts';
import type { Role } from '../wire.ts';

export type Known = { id: string; role: Role; disabledAtMs: number | null };
export type Wanted = { role?: Role | undefined; disabled?: boolean | undefined };

/** An administrator leaves owners alone and makes none. */
export function mustReach(asker: { role: Role }, role: Role): void {
  if (role === 'owner' && asker.role !== 'owner') throw problem('OWNERS_ONLY', {});
}

export function mustChange(
  asker: { userId: string; role: Role },
  user: Known,
  { role = user.role, disabled }: Wanted,
  otherOwners: number,
): void {
  mustReach(asker, user.role);
  mustReach(asker, role);
  const isOff = disabled ?? user.disabledAtMs !== null;
  mustLeaveOwner(user, role === 'owner' && !isOff, otherOwners);
  if (asker.userId === user.id && (role !== user.role || isOff)) throw problem('OWN_ACCOUNT', {});
}

export function mustRemove(asker: { userId: string; role: Role }, user: Known, otherOwners: number): void {
  mustReach(asker, user.role);
  mustLeaveOwner(user, false, otherOwners);
  if (asker.userId === user.id) throw problem('OWN_ACCOUNT', {});
}

function mustLeaveOwner(user: Known, staysOwner: boolean, otherOwners: number): void {
  const isOwner = user.role === 'owner' && user.disabledAtMs === null;
  if (isOwner && !staysOwner && otherOwners === 0) throw problem('LAST_OWNER', {});
}
