import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceScanResult, DeviceView, JobView, ScannedDevice } from '../../../../server/wire.ts';
import { devicesApi } from '../../api/devices.ts';
import { jobsApi } from '../../api/jobs.ts';
import { controls } from '../../controls.ts';
import { subnetOf } from '../../devices/subnetOf.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import type { Modal } from '../Modal.ts';
import { portField, transportField } from './addressFields.ts';
import type { DeviceDraft } from './deviceFields.ts';
import { findTerminalsStyles } from './findTerminalsStyles.ts';
import '../JobProgress.ts';
import '../Modal.ts';

type Asked = { port: number; transport: 'tcp' | 'udp'; key: string };

/** Looks for terminals in a network, and says of each that answers what it is or why it cannot be used. Fires `add` with what is known of one. */
@customElement('w-find-terminals')
export class FindTerminals extends LitElement {
  static override styles = [shared, controls, findTerminalsStyles];

  /** Those that are here; one that was added a moment ago is marked too. */
  @property({ attribute: false }) devices: DeviceView[] = [];
  /** One that goes on since before the page was loaded. */
  @property({ attribute: false }) running: JobView | null = null;
  @state() private isOpen = false;
  @state() private job: JobView | null = null;
  @state() private found: DeviceScanResult | null = null;
  @state() private wrong = noProblem;
  @query('w-modal') private modal!: Modal;
  #asked: Asked = { port: 4370, transport: 'tcp', key: '' };
  #subnet = '';

  override render() {
    return html`<w-modal
      .heading=${msg('Find terminals')}
      .style=${'--modal-width: 46rem'}
      @closed=${() => this.#closed()}
    >
      ${this.isOpen ? this.#content() : nothing}
    </w-modal>`;
  }

  async open(): Promise<void> {
    this.#subnet ||= subnetOf(this.devices.map(({ host }) => host)) ?? '';
    this.job = this.running;
    this.found = null;
    this.wrong = noProblem;
    this.isOpen = true;
    await this.modal.open();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('[name=subnet]')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancel();
  }

  #content() {
    const isLooking = this.job?.state === 'running';
    return html`<div class="stack">
      <p class="soft">
        ${msg('Every address of a network is called, sixteen at a time. Terminals that call by themselves are not found so: they stand on this page as soon as they call.')}
      </p>
      ${this.#form(isLooking)}
      <w-job-progress
        .job=${this.job}
        .label=${msg('Looking for terminals')}
        @ended=${(event: CustomEvent<JobView>) => this.#ended(event.detail)}
      ></w-job-progress>
      <div role="status">${this.found ? this.#results(this.found) : nothing}</div>
    </div>`;
  }

  #form(isLooking: boolean) {
    const { wrong } = this;
    const { port, transport } = this.#asked;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#look(event)}>
      <div class="place">
        ${formField(
          wrong,
          'subnet',
          msg('Network'),
          html`<input
            name="subnet"
            required
            spellcheck="false"
            autocomplete="off"
            placeholder="192.168.1.0/24"
            .value=${this.#subnet}
            data-testid="scan-subnet"
          />`,
        )}
        ${portField(wrong, port, 'scan-port')} ${transportField(wrong, transport, 'scan-transport')}
        ${formField(
          wrong,
          'key',
          msg('Comm key'),
          html`<input
            name="key"
            type="password"
            inputmode="numeric"
            pattern="[0-9]{1,9}"
            autocomplete="new-password"
            data-testid="scan-key"
          />`,
        )}
      </div>
      ${formNotice(wrong)}
      ${
        isLooking
          ? nothing
          : html`<div class="row">
              <button class="primary" data-testid="scan">${icon('radar')}${msg('Look for terminals')}</button>
            </div>`
      }
    </form>`;
  }

  #results({ devices, silent }: DeviceScanResult) {
    const quiet = numberText(silent);
    return html`<div class="stack" data-testid="scan-result">
      ${
        devices.length === 0
          ? html`<p data-testid="none-found">
              ${msg('No terminal answered. Check the network and the port, and that this server is in the same network; a firewall between them shows the same.')}
            </p>`
          : html`<ul>
              ${devices.map((each) => this.#found(each))}
            </ul>`
      }
      ${silent > 0 ? html`<p class="soft small">${msg(str`Addresses where nothing answers: ${quiet}`)}</p>` : nothing}
    </div>`;
  }

  #found(found: ScannedDevice) {
    const { address, port, facts, problem } = found;
    const here = this.#hereAlready(found);
    const parts = [facts?.serial, facts?.mac, facts?.firmware].filter(Boolean).join(' · ');
    return html`<li data-testid="found-${address}">
      <div class="who">
        <strong>${facts?.model ?? address}</strong>
        <p class="soft small">${address}:${port}${parts ? html` · ${parts}` : nothing}</p>
        ${facts?.counts ? html`<p class="small">${countsText(facts.counts)}</p>` : nothing}
      </div>
      ${
        here
          ? html`<span class="chip good">${msg(str`Here already: ${here.name}`)}</span>`
          : html`<button
              class=${problem === null ? 'primary' : ''}
              data-testid="add-found"
              @click=${() => this.#add(found)}
            >
              ${icon('plus')}${msg('Add')}<span class="hidden-text"> ${address}</span>
            </button>`
      }
      ${problem === null ? nothing : html`<p class="problem why">${icon('warning')}${problem}</p>`}
    </li>`;
  }

  #hereAlready({ deviceId, address, port, facts }: ScannedDevice): DeviceView | undefined {
    const serial = facts?.serial ?? null;
    return this.devices.find(
      (each) =>
        each.deviceId === deviceId ||
        (serial !== null && each.serial === serial) ||
        (each.host === address && each.port === port),
    );
  }

  #add({ address, port }: ScannedDevice): void {
    const { transport, key } = this.#asked;
    const known: Partial<DeviceDraft> = { host: address, port, transport, key };
    this.dispatchEvent(new CustomEvent<Partial<DeviceDraft>>('add', { detail: known }));
  }

  async #look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const text = (name: string) => formText(form, name).trim();
    this.#subnet = text('subnet');
    this.#asked = {
      ...{ port: Number(text('port')), transport: text('transport') as 'tcp' | 'udp', key: text('key') },
    };
    const { port, transport, key } = this.#asked;
    this.found = null;
    this.wrong = noProblem;
    try {
      this.job = await devicesApi.scan({
        ...{ subnet: this.#subnet, port, transport },
        ...(key === '' ? {} : { key: Number(key) }),
      });
    } catch (error) {
      this.wrong = formProblem(error, element);
    }
  }

  #ended(job: JobView): void {
    if (job.jobId !== this.job?.jobId) return;
    this.job = job;
    if (job.state === 'done') this.found = job.result as DeviceScanResult;
  }

  #closed(): void {
    this.isOpen = false;
    this.#cancel();
  }

  #cancel(): void {
    if (this.job?.state === 'running') void jobsApi.cancel(this.job.jobId).catch(() => undefined);
    this.job = null;
  }
}

function countsText(counts: { users: number; fingers: number; faces: number; logs: number }): string {
  const { users, fingers, faces, logs } = counts;
  return msg(
    str`Users: ${numberText(users)}, fingers: ${numberText(fingers)}, faces: ${numberText(faces)}, logs: ${numberText(logs)}`,
  );
}
