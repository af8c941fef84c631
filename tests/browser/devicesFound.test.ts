/** Terminals that are looked for, that call by themselves, and what is done to all of them: in a real browser, with simulated ones. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPushTerminal, type PushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
import { createSimulatedTerminal } from '../../server/devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import type { DeviceView } from '../../server/wire.ts';
import { deadButtons } from '../helpers/buttons.ts';
import { browserMissing } from '../helpers/browser.ts';
import { complaints, lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { fewLogs, fewUsers } from '../helpers/simulatedTerminals.ts';
import { startTerminalSite, type TerminalSite } from '../helpers/terminalSite.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const now = () => Date.now();

describe.skipIf(browserMissing !== null)(
  'terminals found and terminals that call',
  { timeout: 60_000 },
  () => {
    let site: TerminalSite;
    let yard: Simulator;
    /** Nobody has told its key. */
    let hall: Simulator;
    let door: PushTerminal;
    let pushPort = 0;

    beforeAll(async () => {
      const users = fewUsers(2);
      const start = (serial: string, key?: number) =>
        startSimulator({
          terminal: createSimulatedTerminal(
            { users, logs: fewLogs(4, users), driftMs: -45_000, options: { '~SerialNumber': serial } },
            now,
          ),
          ...(key === undefined ? {} : { key }),
        });
      yard = await start('YARD-1');
      hall = await start('HALL-1', 5511);
      site = await startTerminalSite(['Yard', 'Gate hall']);
      pushPort = await freePort();
      const called = [{ userId: '1001', name: 'Ana' }];
      door = createPushTerminal({
        url: `http://127.0.0.1:${pushPort}`,
        serial: 'DOOR-7',
        users: called,
        now,
      });
    });
    afterEach(({ task }) =>
      task.result?.state === 'fail' ? shoot(site.page, 'failed-devicesFound') : undefined,
    );
    afterAll(async () => {
      door?.close();
      await site?.stop();
      await yard?.stop();
      await hall?.stop();
    });

    const look = async (name: string): Promise<void> => {
      expect(await lookAt(site.page, name)).toEqual([]);
      await site.page.setViewportSize(sizes.desktop);
    };
    async function scan(port: number): Promise<void> {
      const { at } = site;
      await at('scan-subnet').fill('127.0.0.1');
      await at('scan-port').fill(String(port));
      await at('scan').click();
      await at('scan-result').waitFor();
    }
    const closeDialog = (): Promise<void> => site.page.keyboard.press('Escape');

    test('the wizard says what is wrong with the network, and finds nobody where nobody is', async () => {
      const { at, steps, page } = site;
      await steps.open('devices');
      await at('find-terminals').click();
      await at('scan-subnet').fill('8.8.8.0/24');
      await at('scan').click();
      await page.locator('w-find-terminals .wrong').getByText('only addresses of a local network').waitFor();
      await at('scan-subnet').fill('127.0.0.0/24');
      await at('scan-port').fill(String(pushPort));
      await at('scan').click();
      await at('job-progress').waitFor();
      await at('none-found').getByText('a firewall between them').waitFor();
      await at('scan-result').getByText('Addresses where nothing answers: 254').waitFor();
    });

    test('the wizard finds one, adds it with its area, and says why another cannot be used', async () => {
      const { at, page, state, row } = site;
      await scan(hall.port);
      await at('found-127.0.0.1').getByText('it refuses the comm key').waitFor();
      await look('devices-scan-refused');
      await scan(yard.port);
      await at('found-127.0.0.1').getByText('YARD-1').waitFor();
      await at('found-127.0.0.1').getByText('Users: 2').waitFor();
      await look('devices-scan-found');
      await at('add-found').click();
      expect(await at('device-host').inputValue()).toBe('127.0.0.1');
      await at('device-name').fill('Yard');
      await at('device-area').selectOption({ label: 'Yard' });
      await at('save-device').click();
      await at('found-127.0.0.1').getByText('Here already: Yard').waitFor();
      expect(await at('add-found').count()).toBe(0);
      await closeDialog();
      await state('Yard', 'online');
      await row('Yard').getByText('YARD-1').waitFor();
      expect(await page.locator('w-find-terminals dialog').isVisible()).toBe(false);
    });

    test('one that calls: what is typed into its menu, and that nothing listens yet', async () => {
      const { at, page, ask } = site;
      await at('add-device').click();
      await at('kind-push').check();
      await at('push-hint').getByText('the PUSH server is off').waitFor();
      await look('devices-add-push');
      await closeDialog();
      await ask('PATCH', 'settings', { pushOn: true, pushPort });
      await at('add-device').click();
      await at('kind-push').check();
      await at('push-hint').getByText(String(pushPort)).waitFor();
      await at('push-hint').getByText('The PUSH server listens').waitFor();
      await page.keyboard.press('Escape');
    });

    test('a stranger that calls stands there at once, is let in, and its punches count', async () => {
      const { at, row, widget, state } = site;
      door.punch({ userId: '1001' });
      await waitUntil('it is refused', async () => !(await door.connect().catch(() => true)), 10_000);
      await at('stranger-DOOR-7').getByText('Calls from 127.0.0.1').waitFor();
      await look('devices-stranger');
      await at('let-in').click();
      await at('device-name').fill('Back door');
      await at('device-area').selectOption({ label: 'Gate hall' });
      await at('save-device').click();
      await row('Back door').waitFor();
      await at('strangers').waitFor({ state: 'detached' });
      expect(await door.connect()).toBe(true);
      expect(await door.sendAll()).toBe(true);
      await state('Back door', 'online');
      await widget('today', '1');
      expect(await row('Back door').getByTestId('beep').count()).toBe(0);
    });

    test('between phone and desktop nothing is wider than the window', async () => {
      for (const width of [820, 1024, 1280]) {
        await site.page.setViewportSize({ width, height: 800 });
        await shoot(site.page, `devices-${width}`);
        expect(await complaints(site.page), String(width)).toEqual([]);
      }
      await site.page.setViewportSize(sizes.desktop);
    });

    test('a stranger that is none of ours is taken off the list', async () => {
      const { at, page } = site;
      const other = createPushTerminal({ url: `http://127.0.0.1:${pushPort}`, serial: 'OTHER-9', now });
      try {
        expect(await other.connect()).toBe(false);
        await at('stranger-OTHER-9').getByTestId('remove-stranger').click();
        await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
        await at('strangers').waitFor({ state: 'detached' });
      } finally {
        other.close();
      }
    });

    test('the logs of one terminal, or of all', async () => {
      const { at, widget } = site;
      await widget('logs', '5');
      await at('widget-device').selectOption({ label: 'Yard' });
      await widget('logs', '4');
      await at('widget-device').selectOption('');
      await widget('logs', '5');
    });

    test('the time of all is set: at once where we call, at its next call where it calls, and why not', async () => {
      const { at, row, ask, state } = site;
      const gone = { name: 'Gone', host: '127.0.0.1', port: await freePort() };
      const { deviceId } = (await ask('POST', 'devices', gone)) as DeviceView;
      await row('Yard')
        .getByText(/Clock: 4[456] s behind/)
        .waitFor();
      await state('Gone', 'offline');
      await at('set-times').click();
      await at('time-of-Yard').getByText('its clock is right').waitFor();
      await at('time-of-Back door').getByText('It is told when it calls next').waitFor();
      await at('time-of-Gone').getByText('Cannot reach the terminal').waitFor();
      await look('devices-times');
      await ask('DELETE', `devices/${deviceId}`);
      await at('close-times').click();
      expect(Math.abs(yard.terminal.driftMs())).toBeLessThan(2000);
      await row('Yard').getByText('Clock: right').waitFor();
    });

    test('live sync of all is turned off, after a question, and on again', async () => {
      const { at, row, page, state } = site;
      const off = (name: string) => row(name).getByText('Live sync off');
      await at('for-all').locator('button').first().click();
      await at('action-allOff').click();
      await page.getByRole('button', { name: 'Turn it off' }).click();
      for (const name of ['Yard', 'Back door']) await off(name).waitFor();
      await at('for-all').locator('button').first().click();
      await at('action-allOn').click();
      for (const name of ['Yard', 'Back door']) await off(name).waitFor({ state: 'detached' });
      await state('Yard', 'online');
    });

    test('one that calls is asked for its logs and cleared by commands, which its page tells of', async () => {
      const { at, menu, note, row, page } = site;
      await row('Back door').getByTestId('readLogs').click();
      await note('Back door', 'It is asked for its logs when it calls next');
      await menu('Back door', 'clear');
      await page.locator('w-clear-device').getByText('only when all of them are here').waitFor();
      await at('clear-confirm').fill('DOOR-7');
      await at('clear-device').click();
      await note('Back door', 'told to clear itself when it calls next');
      await row('Back door').getByRole('link').click();
      await at('commands').getByText('Waits for its call').first().waitFor();
      await look('device-push');
      await waitUntil(
        'it did all of it',
        async () => ((await door.poll()) > 0 ? false : door.state.logs.length === 0),
        15_000,
      );
      await at('commands').getByText('Delete its logs').waitFor();
      await waitUntil(
        'nothing waits',
        async () => (await at('commands').getByText('Waits for its call').count()) === 0,
        40_000,
      );
    });

    test('no button is dead', async () => {
      const { page, app, row } = site;
      expect(await deadButtons(page, `${app.url}/devices`, 'main', { shows: 'w-device-list' })).toEqual([]);
      await row('Yard').getByRole('link').click();
      await page.locator('w-device-people').waitFor();
      expect(await deadButtons(page, page.url(), 'main', { shows: 'w-device-people' })).toEqual([]);
    }, 120_000);

    test('HR sees everything and no button, and a viewer not the page', async () => {
      const { page, steps, ask, row, at, app } = site;
      const password = 'staple horse battery';
      for (const role of ['hr', 'viewer'])
        await ask('POST', 'users', {
          name: role,
          email: `${role}@example.com`,
          role,
          password,
          personId: null,
          areaIds: [],
        });
      for (const role of ['hr', 'viewer']) {
        await page.context().clearCookies();
        await page.goto(`${app.url}/sign-in`);
        await steps.signIn(`${role}@example.com`, password);
        await page.locator('w-site-header').waitFor();
        await steps.open('devices');
        if (role === 'viewer') await at('not-allowed').waitFor();
        else {
          await row('Yard').waitFor();
          expect(await page.locator('w-devices-page').getByRole('button').count()).toBe(0);
          await at('administration').getByRole('button').first().click();
          await at('administration').getByRole('link', { name: 'Terminals' }).waitFor();
        }
      }
      expect(await at('administration').count()).toBe(0);
    });

    test('nothing failed in the page meanwhile', () => {
      expect(site.crashes).toEqual([]);
    });
  },
);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
