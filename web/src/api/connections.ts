/** How other programs get what is known here: keys, files, connectors. */
import type {
  ApiKeyView,
  ConnectorChange,
  ConnectorTest,
  ConnectorView,
  NewApiKey,
  RefusedRow,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

export type Days = { from: string; to: string };

export const connectionsApi = {
  keys: () => list<ApiKeyView>('keys'),
  addKey: (name: string) => call<NewApiKey>('POST', 'keys', { name }),
  revokeKey: (keyId: string) => call<unknown>('DELETE', `keys/${part(keyId)}`),

  connectors: () => list<ConnectorView>('connectors'),
  change: (kind: ConnectorView['kind'], change: ConnectorChange) =>
    call<ConnectorView>('PATCH', `connectors/${kind}`, change),
  testFrappe: () => call<ConnectorTest>('POST', 'connectors/frappe/test', {}),
  refused: () => list<RefusedRow>('connectors/frappe/refused'),
  /** null: all of them. */
  retry: (rowKeys: string[] | null) =>
    call<{ count: number }>('POST', 'connectors/frappe/retry', rowKeys === null ? {} : { rowKeys }),

  /** Where the browser gets the file itself. */
  punchesUrl: ({ from, to }: Days, format: 'csv' | 'json') =>
    `/api/exports/punches${format === 'csv' ? '.csv' : ''}?${new URLSearchParams({ from, to }).toString()}`,
};
