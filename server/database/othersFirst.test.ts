import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTransaction } from './inTransaction.ts';
import { openDatabase } from './openDatabase.ts';
import { othersFirst } from './othersFirst.ts';

test('between two parts of long work whoever asks the database is answered, one question after the other; and the work goes on however much is asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-others-'));
  const db = await openDatabase(folder);
  let parts = 0;
  let isOver = false;
  const ask = () => inTransaction(db, (trx) => trx('companies').first('id'));
  async function work(): Promise<void> {
    for (; !isOver; parts++) {
      await othersFirst(db, () => nowMs);
      await ask();
    }
  }
  let nowMs = 0;
  const working = work();
  try {
    await nextTurn();
    const begun = parts;
    for (let question = 0; question < 10; question++) {
      await ask();
      await nextTurn();
    }
    // The part that had begun, and no other.
    expect(parts - begun).toBeLessThanOrEqual(1);

    let isBusy = true;
    const busy = (async () => {
      for (; isBusy; nowMs += 50) await ask().then(() => nextTurn());
    })();
    const before = parts;
    while (parts < before + 3) await nextTurn();
    isBusy = false;
    await busy;
  } finally {
    isOver = true;
    await working;
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
}, 20_000);
