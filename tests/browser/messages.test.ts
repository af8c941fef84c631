/** Channels in a real browser, from nothing to a first message, with a Twilio on this machine. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type * as local from '../../server/demo/localTwilio/startLocalTwilio.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { lookAt, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

describe.skipIf(browserMissing !== null)('messages in the browser', { timeout: 90_000 }, () => {
  let app: BuiltApp;
  let twilio: local.LocalTwilio;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let clara = '';
  let ada = '';
  const crashes: string[] = [];

  beforeAll(async () => {
    const door = join(packageRoot(), 'dist/server/demo/localTwilio/startLocalTwilio.js');
    const { startLocalTwilio } = (await import(pathToFileURL(door).href)) as typeof local;
    app = await startBuiltApp();
    twilio = await startLocalTwilio({ authToken: 'the right token', tellsAfterMs: 100 });
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, app.url);
    page.on('pageerror', (error) => crashes.push(error.message));
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    await page.goto(`${app.url}/sign-in`);
    const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    await send('POST', '/api/setup', { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...account });
    const person = { name: 'Clara', phone: '+12025550143' };
    clara = (await send<{ personId: string }>('POST', '/api/people', person)).personId;
    ada = (await send<{ personId: string }>('POST', '/api/people', { name: 'Ada' })).personId;
    const { userId } = await send<{ userId: string }>('POST', '/api/sign-in', account);
    await send('PATCH', `/api/users/${userId}`, { personId: ada });
    // Who somebody is changes what they may see: they sign in again.
    await send('POST', '/api/sign-in', account);
    // The page has no field for another address than Twilio's.
    await send('PATCH', '/api/channels/whatsapp', { config: { apiBase: twilio.url } });
    await send('PATCH', '/api/settings', { publicUrl: app.url });
  });
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    await twilio?.stop();
  });

  const at = (id: string) => page.getByTestId(id);
  const whatsapp = () => at('channel-whatsapp');
  /** As the page's own requests are sent. */
  const send = <Answer>(method: string, path: string, body: object): Promise<Answer> =>
    page.evaluate(
      async ([how, address, text]) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(address ?? '', { method: how ?? '', headers, body: text ?? '' });
        return (await answer.json().catch(() => ({}))) as Answer;
      },
      [method, path, JSON.stringify(body)],
    );
  /** A test message to Clara. */
  async function sendTest(): Promise<void> {
    await whatsapp().getByTestId('test-channel').click();
    await at(`pick-${clara}`).click();
    await at('picker-save').click();
  }

  test('each channel says what it is for and what is missing', async () => {
    await steps.open('messages');
    await whatsapp().getByTestId('channel-state').waitFor();
    await whatsapp().locator('summary').click();
    await whatsapp().getByText('Missing: Account SID').waitFor();
    expect(await whatsapp().getByTestId('switch-channel').isDisabled()).toBe(true);
    await at('channel-browser').getByTestId('channel-state').getByText('Ready').waitFor();
    await steps.shown('Nothing was sent yet');
  });

  test('WhatsApp is filled in; a wrong token is told by the check, and secrets do not come back', async () => {
    await whatsapp().getByTestId('field-accountSid').fill(twilio.accountSid);
    await whatsapp().getByTestId('field-authToken').fill('a wrong token');
    await whatsapp().getByTestId('field-from').fill(twilio.sender);
    await whatsapp().getByTestId('save-channel').click();
    await whatsapp().getByText('Complete.').waitFor();
    expect(await whatsapp().getByTestId('field-authToken').inputValue()).toBe('');
    await whatsapp().getByTestId('check-channel').click();
    await whatsapp().getByText('Twilio refuses the account SID or the auth token').first().waitFor();
    await whatsapp().getByTestId('field-authToken').fill('the right token');
    await whatsapp().getByTestId('save-channel').click();
    await whatsapp().getByText('Saved').waitFor();
    // A token is of one account: for another it is asked for again.
    await whatsapp()
      .getByTestId('field-accountSid')
      .fill(`AC${'2'.repeat(32)}`);
    await whatsapp().getByTestId('type-again').getByText(twilio.accountSid).waitFor();
    await whatsapp().getByTestId('field-accountSid').fill(twilio.accountSid);
    await whatsapp().getByTestId('type-again').waitFor({ state: 'detached' });
  });

  test('a test message without a template says which one to enter, and arrives once it is there', async () => {
    await whatsapp().getByTestId('switch-channel').click();
    await whatsapp().getByTestId('channel-state').getByText('Ready').waitFor();
    await sendTest();
    await at('messages').getByText('no template is set').first().waitFor();
    const templates = await page.evaluate(
      async () =>
        (await (await fetch('/api/channels/whatsapp/templates')).json()) as {
          key: string;
          language: string;
          text: string;
        }[],
    );
    const text = templates.find(({ key, language }) => key === 'test' && language === 'en')?.text ?? '';
    const { sid } = twilio.addTemplate(text);
    await page.locator('w-template-table input[name="template.test.en"]').fill(sid);
    await at('save-templates').click();
    await page.locator('w-template-table').getByText('Saved').waitFor();
    await sendTest();
    await at('messages').locator('li').first().getByText('Delivered').waitFor();
    expect(twilio.messages().at(-1)?.body).toContain('This is a test message from Harbour');
  });

  test('messages are narrowed by their state', async () => {
    await at('filter-message-state').selectOption('delivered');
    // The first one waited for its template, and left once it was there.
    await expect.poll(() => at('messages').locator('li').count()).toBe(2);
    expect(await at('messages').getByText('Delivered').count()).toBe(2);
    await at('filter-message-state').selectOption('');
  });

  test('a person’s channels and language are chosen, and stand on their page', async () => {
    await at('choose-contact').click();
    await at(`pick-${clara}`).click();
    await at('picker-save').click();
    await at('contact-language').selectOption('id');
    await steps.open(`people/${clara}`);
    await expect.poll(() => at('contact-language').inputValue()).toBe('id');
  });

  test('what keeps messages from arriving stands above every page, until it is put away', async () => {
    await steps.open('people');
    const banner = at('problem-banner');
    await banner.waitFor();
    const first = await banner.locator('p').innerText();
    await at('problem-dismiss').click();
    await expect
      .poll(async () => ((await banner.count()) ? banner.locator('p').innerText() : ''))
      .not.toBe(first);
  });

  test('an alert for the user is shown on the page', async () => {
    await steps.open('account');
    await at('contact-browser').first().waitFor();
    await steps.open('messages');
    await at('channel-browser').locator('summary').click();
    await at('channel-browser').getByTestId('test-channel').click();
    await at(`pick-${ada}`).click();
    await at('picker-save').click();
    await at('alert-toast').getByText('test message').first().waitFor();
  });

  test('the page fits a phone and a desktop in both themes, and is accessible', async () => {
    await steps.open('messages');
    await whatsapp().waitFor();
    await page.waitForTimeout(500);
    expect(await lookAt(page, 'messages')).toEqual([]);
    expect(crashes).toEqual([]);
  });
});
