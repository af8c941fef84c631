import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import { eraseMessages } from './eraseMessages.ts';

test('eraseMessages() leaves no name in answers, events and what was handed over, and others as they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-erase-'));
  const db = await openDatabase(folder);
  const { id: companyId } = await ensureCompany(db, { name: 'Company', timeZone: 'UTC', nowMs: 0 });
  const message = (id: string, template: string, variables: object) => ({
    ...{ id, companyId, recipientId: 'person:boss', channel: 'webhook', address: 'x', template },
    ...{ variables: JSON.stringify(variables), language: 'en', state: 'delivered', createdAtMs: 0 },
    ...{ nextTryAtMs: 0, expiresAtMs: 0 },
  });
  const row = (rowKey: string, personId: string) => ({
    ...{
      companyId,
      connector: 'frappe',
      rowKey,
      state: 'waiting',
      payload: JSON.stringify({ personId }),
      atMs: 0,
    },
  });
  await db('messages').insert([
    message('answer', 'reply', { text: 'Siti is in the hall.' }),
    message('event', 'event', { personId: 'p1', name: 'Siti' }),
    message('other', 'event', { personId: 'p2', name: 'Siti' }),
    message('above', 'absenceEscalated', { name: 'Ana', supervisor: 'Siti' }),
  ]);
  const asked = { id: 'in', companyId, address: '+1', recipientId: 'person:boss', atMs: 0 };
  await db('inbound_messages').insert({ ...asked, body: 'where Siti', answer: 'Siti is in the hall.' });
  await db('connector_rows').insert([row('p1|1', 'p1'), row('p2|1', 'p2')]);

  await eraseMessages(db, companyId, { personId: 'p1', name: 'Siti' });

  const texts = await db('messages').orderBy('id').pluck<string[]>('variables');
  expect(texts.map((text) => text.includes('Siti'))).toEqual([false, false, false, true]);
  expect(await db('inbound_messages').first('body', 'answer')).toEqual({
    ...{ body: 'where –', answer: '– is in the hall.' },
  });
  expect(await db('connector_rows').pluck<string[]>('rowKey')).toEqual(['p2|1']);
  await db.destroy();
  rmSync(folder, { recursive: true });
});
