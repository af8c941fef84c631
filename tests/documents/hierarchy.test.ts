/** docs/hierarchy.md tells supervisors what holds as delivered: the same numbers as in the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { defaultPolicy } from '../../server/alerts/defaultPolicy.ts';
import { blindForMs } from '../../server/alerts/openAndEnd.ts';
import { defaultSettings } from '../../server/settings/settings.ts';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');
const page = read('docs/hierarchy.md');
/** Level and minutes of each row. */
const rows = [...page.matchAll(/^\| (\d+) \| (\d+) \| (.+) \|$/gm)].map(([, level, minutes, who = '']) => ({
  ...{ level: Number(level), minutes: Number(minutes), who },
}));
const says = (pattern: RegExp): number => Number(pattern.exec(page)?.[1]);

test('docs/hierarchy.md has the levels and minutes as delivered', () => {
  const { levels, deviceLevels } = defaultPolicy;
  expect(rows.map(({ level, minutes }) => [level, minutes])).toEqual(
    [levels, deviceLevels].flatMap((all) => all.map(({ afterMinutes }, index) => [index + 1, afterMinutes])),
  );
  const words = { supervisor: 'the supervisor', superior: 'superior', hr: 'HR', admins: 'administrators' };
  for (const [index, { to }] of [...levels, ...deviceLevels].entries())
    for (const { kind } of to) if (kind !== 'person') expect(rows[index]?.who).toContain(words[kind]);
});

test('docs/hierarchy.md has the delays, limits and thresholds as delivered', () => {
  expect(says(/Each level waits (\d+) seconds/) * 1_000).toBe(defaultPolicy.groupDelayMs);
  expect(says(/\*\*(\d+) or more at once/)).toBe(defaultPolicy.digestFrom);
  expect(says(/Unseen for (\d+) seconds the bell/) * 1_000).toBe(defaultSettings.awayAfterMs);
  expect(says(/Unseen for (\d+) minutes it is an absence/) * 60_000).toBe(defaultSettings.absentAfterMs);
  expect(says(/blind for (\d+) minute:/) * 60_000).toBe(blindForMs);
  expect([defaultPolicy.quietHours, page.includes('none as delivered')]).toEqual([null, true]);
  expect([defaultPolicy.tellsResolved, page.includes('those who were told learn it')]).toEqual([true, true]);
});

test('the pictures of docs/hierarchy.md tell the same minutes', () => {
  const [, superior, hr] = defaultPolicy.levels.map(({ afterMinutes }) => afterMinutes);
  const tree = read('docs/hierarchy-tree.svg');
  expect([...tree.matchAll(/after (\d+) min/g)].map(([, minutes]) => Number(minutes)).sort()).toEqual([
    superior,
    hr,
  ]);
  const times = [...read('docs/hierarchy-times.svg').matchAll(/>(10:\d\d(?::\d\d)?)</g)].map(
    ([, time]) => time,
  );
  const at = (ms: number): string => new Date(ms).toISOString().slice(14, ms % 60_000 === 0 ? 16 : 19);
  const { awayAfterMs, absentAfterMs } = defaultSettings;
  const told = defaultPolicy.levels.map(
    ({ afterMinutes }) => absentAfterMs + afterMinutes * 60_000 + defaultPolicy.groupDelayMs,
  );
  expect(times).toEqual([0, awayAfterMs, absentAfterMs, ...told].map((ms) => `10:${at(ms)}`));
});
