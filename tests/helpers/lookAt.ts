/** A page as people see it: pictures of it for artifacts/, and what is wrong with it at each size and in each theme. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../models/catalogue.ts';
import { seriousViolations } from './axe.ts';

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
export const wall = { width: 3840, height: 2160 };
const shots = join(packageRoot(), 'artifacts');

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/**
 * Both sizes in both themes, and desktop in the light again; without movement, for colours half-way have contrasts that nobody
 * sees. Answers lines to read in a failed test.
 */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of ['phone', 'desktop'] as const)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.setViewportSize(sizes[size]);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const what = `${name}-${size}-${colorScheme}`;
      await settled(page);
      await shoot(page, what);
      // Each size once and each theme once: what axe-core has against a page depends on either, hardly ever on both.
      const isAsked = (size === 'phone') === (colorScheme === 'dark');
      const found = isAsked ? await complaints(page) : await tooWide(page);
      wrong.push(...found.map((line) => `${what}: ${line}`));
    }
  return wrong;
}

/** What axe-core calls serious, and what is wider than the window. */
export const complaints = async (page: Page): Promise<string[]> => [
  ...(await tooWide(page)),
  ...(await seriousViolations(page)),
];

async function tooWide(page: Page): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return over > 0 ? [`${over} px wider than the window`] : [];
}

/** Two drawings later: what was measured is drawn by then. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
