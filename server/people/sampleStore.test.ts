/** The gallery remembers which recogniser made each face. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import { toBytes } from './embeddingBytes.ts';
import { loadGallery } from './loadGallery.ts';
import { createPeopleStore } from './store.ts';

let folder: string;
let db: Knex;
let companyId: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samples-'));
  db = await openDatabase(folder);
  ({ id: companyId } = await ensureCompany(db, { name: 'Harbour', timeZone: 'UTC', nowMs: 1 }));
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const by = { userId: null, nowMs: 1 };
const consent = { id: 'consent', statement: 'yes', recordedBy: 'Ada' };
const embedding = Float32Array.of(0.5, -0.25, 1);
const ours = { id: 'recognition', scale: 1 };
const theirs = { id: 'recognition@0123456789ab', scale: 0.5 };

const samplesBy = async (recogniser: typeof ours): Promise<number[][]> => {
  const store = createPeopleStore(db, recogniser);
  const { current } = await loadGallery({ companyId, store, changed: () => undefined });
  return current().people.flatMap(({ samples }) => samples.map((sample) => [...sample.embedding]));
};

describe('sampleStore()', () => {
  beforeEach(async () => {
    const store = createPeopleStore(db, ours);
    await store.addPerson(companyId, { id: 'ann', name: 'Ann', consent }, by);
    const sample = {
      id: 'of ours',
      embedding,
      quality: 1,
      faceWidthPx: 90,
      source: 'photo' as const,
      turnToLeft: 0,
    };
    expect(await store.addSample(companyId, 'ann', sample, by)).toBe('stored');
  });

  test('never gives faces of one recogniser to another, and gives them back when the first runs again', async () => {
    expect(await samplesBy(ours)).toEqual([[...embedding]]);
    expect(await samplesBy(theirs)).toEqual([]);
    const other = createPeopleStore(db, theirs);
    await other.addSample(
      companyId,
      'ann',
      { id: 'of theirs', embedding, quality: 1, faceWidthPx: 90, source: 'photo' as const, turnToLeft: 0 },
      by,
    );
    expect(await samplesBy(theirs)).toHaveLength(1);
    expect(await samplesBy(ours)).toEqual([[...embedding]]);
    expect((await other.people(companyId))[0]?.samples).toHaveLength(1);
  });

  test('leaves no bytes of a face that a better photo of it replaced', async () => {
    const store = createPeopleStore(db, ours);
    const poor = Float32Array.from({ length: 128 }, (_, index) => Math.sin(index + 1));
    const better = poor.map((value) => value + 0.0001);
    const facts = { faceWidthPx: 90, source: 'photo', turnToLeft: 0 } as const;
    await store.addSample(companyId, 'ann', { id: 'poor', embedding: poor, quality: 0.5, ...facts }, by);
    const files = ['whereabouts.sqlite', 'whereabouts.sqlite-wal'].map((name) => join(folder, name));
    const holds = (face: Float32Array) => files.some((file) => readFileSync(file).includes(toBytes(face)));
    expect(holds(poor)).toBe(true);
    const sample = { id: 'better', embedding: better, quality: 0.9, ...facts };
    expect(await store.addSample(companyId, 'ann', sample, by)).toBe('replaced');
    expect([holds(poor), holds(better)]).toEqual([false, true]);
  });

  test('counts the faces that another recogniser made', async () => {
    expect(await createPeopleStore(db, ours).facesOfOthers(companyId)).toEqual({ faces: 0, people: 0 });
    expect(await createPeopleStore(db, theirs).facesOfOthers(companyId)).toEqual({ faces: 1, people: 1 });
  });

  test('keeps the faces of a recogniser when only its threshold, and so its factor, is changed', async () => {
    const store = createPeopleStore(db, theirs);
    await store.addSample(
      companyId,
      'ann',
      { id: 'of theirs', embedding, quality: 1, faceWidthPx: 90, source: 'photo' as const, turnToLeft: 0 },
      by,
    );
    expect(await samplesBy({ ...theirs, scale: 0.25 })).toEqual([[...embedding.map((value) => value / 2)]]);
  });
});
