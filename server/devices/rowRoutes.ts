/** What terminals sent that became no punch, with why not: for whoever misses one. */
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import type { Route } from '../http/route.ts';
import { byOf } from './deviceRoutes.ts';
import type { RowStore } from './rowStore.ts';
import { rowPage } from './shapes.ts';

export type RowParts = {
  companyId: string;
  clock: () => number;
  rows: RowStore;
  noteRead: (by: By, audited: Audited) => Promise<void>;
};

const query = z.object({
  punches: z.enum(['true', 'false']).default('false'),
  search: z.string().trim().max(100).optional(),
  most: z.coerce.number().int().min(1).max(500).default(100),
  after: z
    .string()
    .regex(/^\d+ [\w-]{1,100}$/)
    .optional(),
});

export function rowRoutes(route: Route, { companyId, clock, rows, noteRead }: RowParts): void {
  route(
    {
      ...{ method: 'get', path: '/api/device-rows', query, answer: rowPage, allow: ['read', 'Device'] },
      summary: 'What terminals sent that became no punch, with why not; newest first',
    },
    async ({ query: { punches, search, ...page }, user }) => {
      await noteRead(byOf(user, { clock }), { action: 'deviceLog.read', subject: companyId });
      return rows.page(companyId, { punches: punches === 'true', search }, { after: undefined, ...page });
    },
  );
}
