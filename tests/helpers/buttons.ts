/** Finds buttons that do nothing: each visible one is pressed on a fresh page. */
import type { Locator, Page } from 'playwright-core';

/** In the browser. Everything a press may visibly change, without what moves by itself: ages, pictures, lights. */
const stateOfPage = `(() => {
  const parts = [location.href, document.documentElement.dataset.theme, Boolean(document.fullscreenElement)];
  const walk = (root) => {
    parts.push(root.activeElement?.tagName, root.activeElement?.id, root.activeElement?.name);
    for (const node of root.querySelectorAll('*')) {
      if (node.matches('dialog, details')) parts.push(node.open);
      if (node.matches('[popover]')) parts.push(node.matches(':popover-open'));
      parts.push(node.getAttribute('aria-pressed'), node.getAttribute('aria-expanded'));
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return JSON.stringify(parts);
})()`;

/** The header is the same on every page. */
export type Part = 'main' | 'w-site-header';

/** What is wrong with which button of this part of the page. `untried`: those that would end the session. */
export async function deadButtons(
  page: Page,
  url: string,
  part: Part,
  untried: string[] = [],
): Promise<string[]> {
  const buttons = `${part} button:visible`;
  await freshPage(page, url);
  const count = await page.locator(buttons).count();
  const dead: string[] = [];
  for (let index = 0; index < count; index++) {
    const complaint = await tryButton(
      page,
      () => freshPage(page, url),
      page.locator(buttons).nth(index),
      untried,
    );
    if (complaint !== null) dead.push(complaint);
  }
  return dead;
}

async function freshPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(300);
}

async function tryButton(
  page: Page,
  refresh: () => Promise<void>,
  button: Locator,
  untried: string[],
): Promise<string | null> {
  await refresh();
  const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
  if (untried.includes(name.trim())) return null;
  if (await button.isDisabled())
    return (await button.getAttribute('title')) ? null : `${name}: disabled without a reason`;
  // What is chosen already may stay chosen.
  if ((await button.getAttribute('aria-pressed')) === 'true') return null;
  let asked = false;
  // A picture to keep is an effect too: the browser shows it, the page does not.
  const onRequest = (request: { method(): string; url(): string }) =>
    (asked ||= request.method() !== 'GET' || request.url().endsWith('/snapshot'));
  page.on('request', onRequest);
  // Focus alone is no effect.
  await button.focus();
  const before = await page.evaluate(stateOfPage);
  await button.click();
  await page.waitForTimeout(150);
  const changed = asked || before !== (await page.evaluate(stateOfPage));
  page.off('request', onRequest);
  return changed ? null : `${name}: nothing happens`;
}
