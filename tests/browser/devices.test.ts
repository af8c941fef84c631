/** Attendance terminals in a real browser: everything on their page, done at simulated terminals on this machine. */
import type { Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../server/devices/zk/commands.ts';
import { createSimulatedTerminal } from '../../server/devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import { browserMissing } from '../helpers/browser.ts';
import { complaints, lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { fewLogs, fewUsers, punchAt } from '../helpers/simulatedTerminals.ts';
import { startTerminalSite, type TerminalSite } from '../helpers/terminalSite.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const key = 1234;

describe.skipIf(browserMissing !== null)('terminals in the browser', { timeout: 60_000 }, () => {
  let site: TerminalSite;
  let page: Page;
  let steps: TerminalSite['steps'];
  let { at, row, menu, state, note, widget } = {} as TerminalSite;
  /** With a key, as many users as it can hold, thirty logs and a clock that is wrong. */
  let gate: Simulator;

  beforeAll(async () => {
    const users = fewUsers(5);
    const terminal = createSimulatedTerminal(
      { users, logs: fewLogs(30, users), driftMs: 95_000, capacity: { users: 5 } },
      () => Date.now(),
    );
    for (const uid of [1, 2])
      terminal.addFinger({ uid, finger: 6, flag: 1, template: Buffer.alloc(600, uid) });
    gate = await startSimulator({ terminal, key });
    site = await startTerminalSite(['Gate hall', 'Yard']);
    ({ page, steps, at, row, menu, state, note, widget } = site);
  });
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-devices') : undefined));
  afterAll(async () => {
    await site?.stop();
    await gate?.stop();
  });

  test('with no terminal the page says what to do, and fits', async () => {
    await steps.open('devices');
    await at('no-devices').getByText('Add one by its address').waitFor();
    expect(await lookAt(page, 'devices-empty')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('a wrong key is told before it is saved, the right one shows who it is, and it is added', async () => {
    await at('add-device').click();
    await at('device-name').fill('Gate');
    await at('device-host').fill('127.0.0.1');
    await at('device-port').fill(String(gate.port));
    await at('device-key').fill('99');
    await at('try-connection').click();
    await at('try-problem').getByText('refuses the comm key').waitFor();
    await at('device-key').fill(String(key));
    await at('try-connection').click();
    await at('try-works').getByText('SIM4370000001').waitFor();
    await at('try-works').getByText('00:17:61:00:43:70').waitFor();
    expect(await lookAt(page, 'devices-add')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('device-area').selectOption({ label: 'Gate hall' });
    await at('save-device').click();
    await state('Gate', 'online');
    await row('Gate').getByText('SIM4370000001').waitFor();
    await row('Gate').getByText('Gate hall').waitFor();
    await row('Gate').getByText('Clock: 1 min ahead').waitFor();
    await row('Gate').getByTestId('held-users').getByText('nearly full').waitFor({ state: 'attached' });
    await widget('logs', '30');
    expect(await lookAt(page, 'devices-one')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('a punch moves the numbers while somebody looks', async () => {
    await widget('today', '0');
    await punchAt(gate, { userId: '1002', at: new Date().toISOString().slice(0, 19), verify: 1, status: 0 });
    await widget('today', '1');
    await widget('logs', '31');
    await waitUntil(
      'the row counts it too',
      async () => (await row('Gate').getByTestId('device-logs').innerText()) === '31',
      5_000,
    );
  });

  test('it beeps, and its logs are read again', async () => {
    await row('Gate').getByTestId('beep').click();
    await note('Gate', 'It beeped');
    expect(gate.terminal.sounds).toHaveLength(1);
    await row('Gate').getByTestId('readLogs').click();
    await note('Gate', 'Read: 0 new, 31 here already.');
    expect(gate.heard).toContain(commands.voice);
  });

  test('its clock alone is set from its menu', async () => {
    await menu('Gate', 'setTime');
    await note('Gate', 'Set; its clock is right.');
    await row('Gate').getByText('Clock: right').waitFor();
    const { audits } = (await site.ask('GET', 'audits?action=device.clockSet')) as { audits: unknown[] };
    expect(audits).toHaveLength(1);
  });

  test('it is given another name and another area, and keeps its key', async () => {
    await menu('Gate', 'edit');
    expect(await at('device-key').getAttribute('placeholder')).toBe('Set; type to replace it');
    await at('device-name').fill('Main gate');
    await at('device-area').selectOption({ label: 'Yard' });
    await at('device-direction').selectOption('in');
    await at('try-connection').click();
    await at('try-works').waitFor();
    expect(await lookAt(page, 'devices-edit')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('save-device').click();
    await row('Main gate').getByText('Yard').waitFor();
    await state('Main gate', 'online');
  });

  test('with another address its key is asked for again, before anything is sent', async () => {
    const sent: string[] = [];
    const hear = (request: Request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    };
    page.on('request', hear);
    await menu('Main gate', 'edit');
    await at('type-again').waitFor({ state: 'detached' });
    await at('device-port').fill('1');
    await at('type-again').getByText(`for 127.0.0.1:${gate.port} only. Type it again.`).waitFor();
    expect(await at('device-key').getAttribute('placeholder')).toBe('');
    // What is said beside it is said by the page alone: the browser's own bubble would lie on top of it.
    const bubbles = () =>
      at('device-key').evaluate(
        (input) =>
          new Promise<boolean>((done) =>
            input.addEventListener('invalid', (event) => done(!event.defaultPrevented), { once: true }),
          ),
      );
    for (const button of ['try-connection', 'save-device']) {
      await at('device-name').focus();
      const bubble = bubbles();
      await at(button).click();
      expect(await bubble, button).toBe(false);
      expect(await at('device-key').evaluate((input) => input.matches(':focus')), button).toBe(true);
    }
    await page.setViewportSize(sizes.phone);
    for (const field of ['device-name', 'device-zone']) {
      await at(field).scrollIntoViewIfNeeded();
      const save = await at('save-device').boundingBox();
      expect((save?.y ?? Infinity) + (save?.height ?? 0), field).toBeLessThan(sizes.phone.height);
    }
    expect(await lookAt(page, 'devices-key-again')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    expect(sent).toEqual([]);
    page.off('request', hear);
    // Without a key there is nothing to type, and neither at the old address.
    await at('device-no-key').check();
    await at('type-again').waitFor({ state: 'detached' });
    await at('device-no-key').uncheck();
    await at('type-again').waitFor();
    await at('device-port').fill(String(gate.port));
    await at('type-again').waitFor({ state: 'detached' });
    await at('device-port').fill('1');
    await at('device-key').fill(String(key));
    await at('save-device').click();
    await state('Main gate', 'offline');
    await menu('Main gate', 'edit');
    await at('device-port').fill(String(gate.port));
    await at('device-key').fill(String(key));
    await at('save-device').click();
    await state('Main gate', 'online');
  });

  test('a key that is not right any more makes it offline, with the reason in full', async () => {
    await menu('Main gate', 'edit');
    await at('device-key').fill('77');
    await at('save-device').click();
    await state('Main gate', 'offline');
    await row('Main gate').getByTestId('device-problem').getByText('it refuses the comm key').waitFor();
    expect(await row('Main gate').getByTestId('beep').isDisabled()).toBe(true);
    expect(await row('Main gate').getByTestId('beep').getAttribute('title')).toBe('It is not connected');
    expect(await lookAt(page, 'devices-offline')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await menu('Main gate', 'edit');
    await at('device-key').fill(String(key));
    await at('save-device').click();
    await state('Main gate', 'online');
  });

  test('its live sync is turned off and on again', async () => {
    await menu('Main gate', 'liveSync');
    await row('Main gate').getByText('Live sync off').waitFor();
    // Its longest state, in the longer language.
    await page.evaluate(() => localStorage.setItem('whereabouts.locale', 'id'));
    await page.setViewportSize(sizes.phone);
    await steps.open('devices');
    await row('Main gate').getByText('Sinkronisasi langsung mati').waitFor();
    expect(await complaints(page)).toEqual([]);
    await page.evaluate(() => localStorage.removeItem('whereabouts.locale'));
    await page.setViewportSize(sizes.desktop);
    await steps.open('devices');
    await row('Main gate').getByText('Live sync off').waitFor();
    await menu('Main gate', 'liveSync');
    await note('Main gate', 'Live sync is on');
    await row('Main gate').getByText('Live sync off').waitFor({ state: 'detached' });
    await state('Main gate', 'online');
  });

  test('the page of one says everything, and does it too', async () => {
    await row('Main gate').getByRole('link').click();
    await page.locator('w-device-page').getByText('ZMM220_TFT').waitFor();
    await at('beep').click();
    await at('device-note').getByText('It beeped').waitFor();
    expect(await lookAt(page, 'device')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.locator('w-device-page').getByRole('link', { name: 'Terminals' }).click();
    await row('Main gate').waitFor();
  });

  test('it is cleared once its name is typed, and its logs stay here', async () => {
    await menu('Main gate', 'clear');
    await at('clear-everything').check();
    await at('clear-confirm').fill('Gate');
    expect(await at('clear-device').isDisabled()).toBe(true);
    expect(await lookAt(page, 'devices-clear')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('clear-confirm').fill('Main gate');
    await at('clear-device').click();
    await note('Main gate', 'It is cleared.');
    expect([gate.terminal.users.size, gate.terminal.fingers.size, gate.terminal.logs.count()]).toEqual([
      0, 0, 0,
    ]);
    await widget('logs', '31');
    await row('Main gate').getByTestId('held-users').getByText('0 of').waitFor();
  });

  test('who works at its place is brought to it, and its page says who is on it', async () => {
    const zoe = (await site.ask('POST', 'people', { name: 'Zoe', code: '2001' })) as { personId: string };
    const areas = (await site.ask('GET', 'areas')) as { areaId: string; name: string }[];
    const yard = areas.find(({ name }) => name === 'Yard')?.areaId ?? '';
    await site.ask('PUT', `areas/${yard}/people`, { personIds: [zoe.personId] });
    await row('Main gate').getByRole('link').click();
    await at('on-device-2001').getByText('Is on it').waitFor();
    expect(gate.terminal.uidOf('2001')).toBeGreaterThan(0);
    gate.terminal.addUser({ uid: 70, userId: '7777', name: 'Who' });
    await at('sync-now').click();
    await at('sync-told').waitFor();
    await at('on-device-7777').getByText('Not known here').waitFor();
    await at('people-stranger').click();
    await at('on-device-2001').waitFor({ state: 'detached' });
    await at('people-all').click();
    await at('people-search').fill('zoe');
    await at('on-device-7777').waitFor({ state: 'detached' });
    await at('people-search').fill('');
    expect(await lookAt(page, 'device-people')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await steps.open('devices');
  });

  test('it is deleted, and what it recorded stays', async () => {
    await menu('Main gate', 'remove');
    await page.locator('w-confirm').getByText('stays in the attendance log').waitFor();
    await page.getByRole('button', { name: 'Delete the terminal' }).click();
    await at('no-devices').waitFor();
    await widget('logs', '31');
  });

  test('nothing failed in the page meanwhile', () => {
    expect(site.crashes).toEqual([]);
  });
});
