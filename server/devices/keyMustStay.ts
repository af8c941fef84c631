import { hostOf, mustStay } from '../mustStay.ts';
import type { NewDevice } from '../wire.ts';
import type { StoredDevice } from './store.ts';

type Place = Pick<NewDevice, 'host' | 'port'>;

/** The key of a terminal is for its address: another one is sent it only when somebody types it again. Throws SECRET_ELSEWHERE. */
export function keyMustStay(
  { commKey, ...before }: Place & Pick<StoredDevice, 'commKey'>,
  { key, ...after }: Place & { key?: number | undefined },
): void {
  const secret = { what: 'comm key', field: 'key', isKept: commKey !== 0 && key === undefined };
  mustStay(secret, { address: addressOf(before) }, { address: addressOf(after) });
}

const addressOf = ({ host, port }: Place): string => (host === null ? '' : hostOf(host, port));
