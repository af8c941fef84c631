/**
 * Open pages by what they may see: everybody who sees the whole company, with or without its terminals, shares one room and one payload; each other user has
 * their own.
 */
import type { Scope } from '../access/scope.ts';
import type { Me, Summary } from '../wire.ts';

export type Audience = {
  /** Name of its Socket.IO room. */
  room: string;
  companyId: string;
  scope: Scope;
  /** The last summary told to all of it. */
  told: Summary | null;
};
export type Member = { id: string; companyId: string; me: Me };

export function createAudiences(scopeOf: (me: Me) => Scope) {
  const audiences = new Map<string, Audience>();
  const members = new Map<string, Audience>();

  function place({ id, companyId, me }: Member): Audience {
    const scope = scopeOf(me);
    const room = scope.all ? `company:${companyId}:${scope.readsTerminals}` : `scope:${me.userId}`;
    const audience = audiences.get(room) ?? { room, companyId, scope, told: null };
    audience.scope = scope;
    audiences.set(room, audience);
    leave(id, audience);
    members.set(id, audience);
    return audience;
  }

  function leave(id: string, stays?: Audience): void {
    const before = members.get(id);
    members.delete(id);
    const isEmpty = before && before !== stays && ![...members.values()].includes(before);
    if (isEmpty) audiences.delete(before.room);
  }

  return {
    /** Puts a member where they belong now. */
    place,
    leave: (id: string) => leave(id),
    of: (id: string): Audience | undefined => members.get(id),
    ofCompany: (companyId: string): Audience[] =>
      [...audiences.values()].filter((audience) => audience.companyId === companyId),
  };
}
