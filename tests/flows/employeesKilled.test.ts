/** Goal: a run of the employee master is done or not, wherever the program is killed. Method: the built program gets SIGKILL amid runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { EmployeeMaster, EmployeeRun } from '../../server/wire.ts';
import { runProgram } from '../helpers/runningProgram.ts';

const rows = 3_000;
/** After the run was asked for: while files settle, while it plans, while it writes, and after. */
const killsAfterMs = [300, 1_050, 1_250, 1_500, 1_900];

test('killed amid runs, it has changed everybody or nobody, and the next run ends as the first would have', async () => {
  const program = await runProgram();
  try {
    for (const name of ['active', 'left']) mkdirSync(join(program.folder, name));
    const people = Array.from({ length: rows }, (_, at) => `K${at},Person ${at},Team ${at % 40}`);
    writeFileSync(join(program.folder, 'active/list.csv'), ['Code,Name,Team', ...people].join('\n'));
    writeFileSync(join(program.folder, 'left/list.csv'), 'Code\nX1\n');
    for (const [role, name] of [
      ['active', 'active'],
      ['terminated', 'left'],
    ])
      await program.send(
        'PUT',
        `/api/employees/sources/${role}`,
        JSON.stringify({
          source: {
            kind: 'csv',
            folder: join(program.folder, name ?? ''),
            pattern: '*.csv',
            which: 'newest',
          },
          ...{ columns: {}, statuses: [], dateOrder: 'dayFirst' },
        }),
      );
    for (const afterMs of killsAfterMs) {
      await program.send('POST', '/api/employees/runs', '{"dryRun":false}');
      await sleep(afterMs);
      await program.kill();
      const { count, remembered, done } = stored(program.folder);
      // Everybody with what is remembered of them and a run that says so, or nothing of it.
      expect([0, rows]).toContain(count);
      expect([remembered, done]).toEqual(count === 0 ? [0, 0] : [rows, expect.any(Number)]);
      await program.start();
      const { runs } = (await (await program.send('GET', '/api/employees')).json()) as EmployeeMaster;
      expect(runs.every(({ outcome }) => outcome === 'stopped' || outcome === 'done')).toBe(true);
    }
    const last = await ended(program);
    expect(last.outcome).toBe('done');
    expect(last.counts.add + last.counts.unchanged).toBe(rows);
    expect(stored(program.folder)).toMatchObject({ count: rows, remembered: rows });
  } finally {
    await program.remove();
  }
}, 480_000);

function stored(folder: string) {
  const db = new Sqlite(join(folder, 'data/whereabouts.sqlite'));
  try {
    const count = (sql: string): number => (db.prepare(sql).get() as { n: number }).n;
    return {
      count: count('SELECT count(*) AS n FROM people'),
      remembered: count('SELECT count(*) AS n FROM employee_people'),
      done: count("SELECT count(*) AS n FROM employee_runs WHERE outcome = 'done'"),
    };
  } finally {
    db.close();
  }
}

async function ended(program: Awaited<ReturnType<typeof runProgram>>): Promise<EmployeeRun> {
  const begun = (await (
    await program.send('POST', '/api/employees/runs', '{"dryRun":false}')
  ).json()) as EmployeeRun;
  for (;;) {
    await sleep(200);
    const run = (await (
      await program.send('GET', `/api/employees/runs/${begun.runId}`)
    ).json()) as EmployeeRun;
    if (run.outcome !== 'running') return run;
  }
}
