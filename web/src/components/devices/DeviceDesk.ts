import { msg, str } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { DeviceView, Overview } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { logsReadText, timeSetText } from '../../devices/deviceWords.ts';
import type { Confirm } from '../Confirm.ts';
import type { ClearDevice } from './ClearDevice.ts';
import { type ActDetail, type DeviceNote, isCalled, type ToldDetail } from './deviceActs.ts';
import type { DeviceDraft } from './deviceFields.ts';
import type { DeviceForm } from './DeviceForm.ts';
import '../Confirm.ts';
import './ClearDevice.ts';
import './DeviceForm.ts';

/** Does what is to be done at a terminal, asking first where something is lost. Fires `told` with what became of it, `changed` and `removed`. */
@customElement('w-device-desk')
export class DeviceDesk extends LitElement {
  @property({ attribute: false }) overview: Overview | null = null;
  @query('w-device-form') private form!: DeviceForm;
  @query('w-clear-device') private clear!: ClearDevice;
  @query('w-confirm') private confirm!: Confirm;

  override render() {
    return html`<w-device-form .overview=${this.overview} @changed=${() => this.#changed()}></w-device-form>
      <w-clear-device
        @cleared=${(event: CustomEvent<DeviceView>) => this.#cleared(event.detail)}
      ></w-clear-device>
      <w-confirm></w-confirm>`;
  }

  add(known: Partial<DeviceDraft> = {}): void {
    void this.form.add(known);
  }

  run({ act, device }: ActDetail): void {
    switch (act) {
      case 'edit':
        return void this.form.edit(device);
      case 'letIn':
        return void this.form.letIn(device);
      case 'clear':
        return void this.clear.open(device);
      case 'remove':
        return void this.#askRemove(device);
      case 'beep':
        return void this.#do(device, msg('Telling it to beep…'), () => this.#beep(device));
      case 'readLogs':
        return void this.#do(device, msg('Reading its logs…'), () => this.#readLogs(device));
      case 'setTime':
        return void this.#do(device, msg('Setting its clock…'), () => this.#setTime(device));
      case 'liveSync':
        return void this.#do(device, msg('Changing it…'), () => this.#liveSync(device));
      default:
        return act satisfies never;
    }
  }

  async #beep({ deviceId }: DeviceView): Promise<string> {
    await devicesApi.beep(deviceId);
    return msg('It beeped.');
  }

  async #readLogs({ deviceId }: DeviceView): Promise<string> {
    return logsReadText(await devicesApi.readLogs(deviceId));
  }

  async #setTime({ deviceId }: DeviceView): Promise<string> {
    return timeSetText(await devicesApi.setTime(deviceId));
  }

  async #liveSync({ deviceId, liveSync }: DeviceView): Promise<string> {
    await devicesApi.change(deviceId, { liveSync: !liveSync });
    return liveSync
      ? msg('Live sync is off: nothing is collected from it or sent to it by itself.')
      : msg('Live sync is on: its logs are collected as they come.');
  }

  #cleared(device: DeviceView): void {
    const text = isCalled(device)
      ? msg('It is cleared.')
      : msg('It is told to clear itself when it calls next.');
    this.#tell(device, { text, kind: 'done' });
    this.#changed();
  }

  #askRemove(device: DeviceView): Promise<void> {
    const { name, state } = device;
    const isStranger = state === 'quarantined';
    return this.confirm.ask({
      heading: isStranger ? msg(str`Remove ${name} from the list?`) : msg(str`Delete ${name}?`),
      text: isStranger
        ? msg('Nothing of it is kept. It stands here again when it calls again.')
        : msg(
            'It is not followed any more. What it recorded stays in the attendance log and in the reports.',
          ),
      action: isStranger ? msg('Remove') : msg('Delete the terminal'),
      run: async () => {
        await devicesApi.remove(device.deviceId);
        this.dispatchEvent(new CustomEvent('removed'));
        this.#changed();
      },
    });
  }

  async #do(device: DeviceView, doing: string, work: () => Promise<string>): Promise<void> {
    this.#tell(device, { text: doing, kind: 'busy' });
    try {
      this.#tell(device, { text: await work(), kind: 'done' });
    } catch (error) {
      this.#tell(device, { text: sentenceOf(error), kind: 'failed' });
    }
    this.#changed();
  }

  #tell({ deviceId }: DeviceView, note: DeviceNote): void {
    this.dispatchEvent(new CustomEvent<ToldDetail>('told', { detail: { deviceId, note } }));
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
