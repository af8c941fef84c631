/** Finds buttons that do nothing: each is pressed on a fresh page. Of a part that is there many times, such as a row, the first stands for all. */
import type { Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';

/** The header is the same on every page. */
export type Part = 'main' | 'w-site-header';
type Button = { key: string; name: string; disabled: boolean; title: string; chosen: boolean };

/** A press that has shown nothing by then is taken for dead. */
const shownWithinMs = 1_500;
/** A page that has shown no further button for so long is taken for complete. */
const quietMs = 400;

export type Pressing = {
  /** Comes last on the page. */
  shows?: string;
  /** Those that would end the session. */
  untried?: string[];
};

/** What is wrong with which button of this part of the page. */
export async function deadButtons(
  page: Page,
  url: string,
  part: Part,
  { shows = 'h1', untried = [] }: Pressing = {},
): Promise<string[]> {
  await page.goto(url);
  await page.locator(shows).first().waitFor({ state: 'attached' });
  const found = await openedWith(page, part);
  const dead: string[] = [];
  let isFresh = true;
  for (const { key, name, disabled, title, chosen } of found) {
    if (disabled && !title) dead.push(`${name}: disabled without a reason`);
    // What is chosen already may stay chosen.
    if (disabled || chosen || untried.includes(name)) continue;
    if (!isFresh) {
      await page.goto(url);
      await openedWith(page, part, key);
    }
    isFresh = false;
    if (!(await isAlive(page, part, key))) dead.push(`${name}: nothing happens`);
  }
  return dead;
}

/** With every button there is, or, when a key is given, with that button. */
async function openedWith(page: Page, part: Part, key?: string): Promise<Button[]> {
  let found: Button[] = [];
  let sinceMs = performance.now();
  await waitUntil(
    `${page.url()} is complete`,
    async () => {
      const now = await buttonsOf(page, part);
      if (now.length !== found.length) sinceMs = performance.now();
      found = now;
      return key === undefined
        ? performance.now() - sinceMs > quietMs && (await page.locator('h1').count()) > 0
        : found.some((button) => button.key === key) || performance.now() - sinceMs > shownWithinMs;
    },
    15_000,
  );
  return found;
}

const buttonsOf = (page: Page, part: Part): Promise<Button[]> =>
  page.evaluate<Button[]>(`(${listButtons})(${JSON.stringify(part)})`);

async function isAlive(page: Page, part: Part, key: string): Promise<boolean> {
  const isThere = await page.evaluate<boolean>(
    `(${listButtons})(${JSON.stringify(part)}, ${JSON.stringify(key)}).length > 0`,
  );
  // It belonged to something that went by itself, such as a person who left the picture.
  if (!isThere) return true;
  let asked = false;
  // A picture to keep is an effect too: the browser shows it, the page does not.
  const onRequest = (request: { method(): string; url(): string }) =>
    (asked ||= request.method() !== 'GET' || request.url().endsWith('/snapshot'));
  const onDownload = () => (asked = true);
  page.on('request', onRequest).on('download', onDownload);
  const button = page.locator('[data-pressed-by-test]');
  try {
    // Focus alone is no effect.
    await button.focus();
    const before = await page.evaluate(stateOfPage);
    await button.click();
    const changed = async () => asked || before !== (await page.evaluate(stateOfPage));
    return await waitUntil('something happens', changed, shownWithinMs).catch(() => false);
  } finally {
    page.off('request', onRequest).off('download', onDownload);
  }
}

/** In the browser: visible buttons; the one with the key is marked, and listed alone. */
const listButtons = `(part, wanted) => {
  const found = [];
  const counts = new Map();
  const walk = (root, path) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.matches('button') && node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0) {
        const host = root.host?.localName ?? part;
        const count = counts.get(root) ?? 0;
        counts.set(root, count + 1);
        // Two of one name in one component are rows of a list.
        const key = [path, host, node.dataset.testid ?? count].join(' ');
        if (found.some((button) => button.key === key)) continue;
        if (wanted === undefined || wanted === key) {
          if (wanted !== undefined) node.dataset.pressedByTest = '';
          const name = (node.getAttribute('aria-label') ?? node.innerText).trim();
          found.push({ key, name, disabled: node.disabled, title: node.title, chosen: node.ariaPressed === 'true' });
        }
      }
      if (node.shadowRoot) walk(node.shadowRoot, path + '/' + node.localName);
    }
  };
  const start = document.querySelector('w-app')?.shadowRoot?.querySelector(part);
  if (start) { walk(start, ''); if (start.shadowRoot) walk(start.shadowRoot, part); }
  return found;
}`;

/** In the browser. Everything a press may visibly change, without what moves by itself: ages, pictures, lights. */
const stateOfPage = `(() => {
  const parts = [location.href, document.documentElement.dataset.theme, Boolean(document.fullscreenElement)];
  const walk = (root) => {
    parts.push(root.activeElement?.tagName, root.activeElement?.id, root.activeElement?.name);
    for (const node of root.querySelectorAll('*')) {
      if (node.matches('dialog, details')) parts.push(node.open);
      if (node.matches('[popover]')) parts.push(node.matches(':popover-open'));
      if (node.dataset?.copied) parts.push(node.dataset.copied);
      parts.push(node.getAttribute('aria-pressed'), node.getAttribute('aria-expanded'), node.getAttribute('aria-sort'));
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return JSON.stringify(parts);
})()`;
