/** Every length of time among the settings is typed in a unit that people use: without one, hours would be typed as milliseconds. */
import { expect, test } from 'vitest';
import { settingShapes } from '../../server/settings/settings.ts';
import { settingUnitsMs } from '../../web/src/settingUnits.ts';

test('every length of time among the settings has a unit on the page, and nothing else has one', () => {
  const lengths = Object.keys(settingShapes).filter((key) => key.endsWith('Ms'));
  expect(Object.keys(settingUnitsMs).sort()).toEqual(lengths.sort());
});
