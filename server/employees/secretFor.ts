/** The secret with which a source is read: the one that was typed, else the stored one, for the same server and the same user there. Pure. */
import { hostOf, mustStay, originOf, type SecretPlace } from '../mustStay.ts';
import type { EmployeeSource, EmployeeSourceChange } from '../wire.ts';
import type { StoredSource } from './employeeStore.ts';

/** Throws SECRET_ELSEWHERE. A source of another kind, or one that signs in with nothing, begins without. */
export function secretFor({ source, secret }: EmployeeSourceChange, stored: StoredSource | null): string {
  if (secret !== undefined) return secret;
  if (stored?.source.kind !== source.kind) return '';
  const [before, after] = [placeOf(stored.source), placeOf(source)];
  if (!before || !after) return '';
  const what = source.kind === 'http' ? 'value of its header' : 'password';
  mustStay({ what, field: 'secret', isKept: stored.secret !== '' }, before, after);
  return stored.secret;
}

/** null: no secret goes there. */
function placeOf(source: EmployeeSource): SecretPlace | null {
  switch (source.kind) {
    case 'http':
      return source.header === '' ? null : { address: originOf(source.url) };
    case 'postgres':
      return { address: hostOf(source.host, source.port), user: source.user };
    case 'csv':
    case 'sqlite':
      return null;
    default:
      return source satisfies never;
  }
}
