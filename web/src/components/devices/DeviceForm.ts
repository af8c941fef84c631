import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { DeviceKind, DeviceTest, DeviceView, Overview } from '../../../../server/wire.ts';
import { devicesApi } from '../../api/devices.ts';
import { controls } from '../../controls.ts';
import { formNotice, hintForBubble } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { hostPlace, typeAgain } from '../../secretPlaces.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import type { ConnectionTest } from './ConnectionTest.ts';
import {
  changeIn,
  type DeviceDraft,
  moreFields,
  nameAndArea,
  newDraft,
  placeFields,
  serialField,
} from './deviceFields.ts';
import { deviceFormStyles } from './deviceFormStyles.ts';
import '../Modal.ts';
import './ConnectionTest.ts';
import './PushHint.ts';

/** A new one, one that is changed, or a stranger who is let in. */
type Purpose = { what: 'add' } | { what: 'edit' | 'letIn'; device: DeviceView };

/** One terminal: how it is reached, tried before it is saved, and where it hangs. Fires `changed`. */
@customElement('w-device-form')
export class DeviceForm extends LitElement {
  static override styles = [shared, controls, deviceFormStyles];

  @property({ attribute: false }) overview: Overview | null = null;
  @state() private purpose: Purpose = { what: 'add' };
  @state() private draft: DeviceDraft = newDraft;
  @state() private kind: DeviceKind = 'zk';
  @state() private wrong = noProblem;
  @state() private busy = false;
  /** Why the key that is set must be typed again. */
  @state() private again: string | null = null;
  @state() private isOpen = false;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;
  @query('w-connection-test') private tester!: ConnectionTest | null;

  override render() {
    return html`<w-modal
      .heading=${this.#heading()}
      .style=${'--modal-width: 40rem'}
      @closed=${() => (this.isOpen = false)}
    >
      ${this.isOpen ? keyed(this.draft, this.#inputs(this.draft)) : nothing}
    </w-modal>`;
  }

  /** `known`: what is known of it already, as after looking for terminals. */
  async add(known: Partial<DeviceDraft> = {}): Promise<void> {
    await this.#open({ what: 'add' }, { ...newDraft, ...known });
  }

  async edit(device: DeviceView): Promise<void> {
    await this.#open({ what: 'edit', device }, { ...device });
  }

  async letIn(device: DeviceView): Promise<void> {
    await this.#open({ what: 'letIn', device }, { ...device });
  }

  #heading(): string {
    const { purpose } = this;
    if (purpose.what === 'add') return msg('Add a terminal');
    const { name } = purpose.device;
    return purpose.what === 'edit' ? msg(str`Change ${name}`) : msg(str`Let ${name} in`);
  }

  #inputs(draft: DeviceDraft) {
    const { wrong, purpose } = this;
    const isNew = purpose.what === 'add';
    return html`<form
      class="stack"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
      @invalid=${{ handleEvent: (event: Event) => this.#refused(event), capture: true }}
    >
      ${
        purpose.what === 'letIn'
          ? html`<p>${msg('Its punches count from now on, also those that it kept until now.')}</p>`
          : nothing
      }
      ${isNew ? this.#kinds() : nothing} ${nameAndArea(wrong, draft, this.overview?.areas ?? [])}
      ${
        this.kind === 'zk'
          ? html`${placeFields(wrong, draft, { changed: () => this.#moved(), again: this.again })}
              <w-connection-test .where=${() => this.#where()}></w-connection-test>`
          : nothing
      }
      ${this.kind === 'push' && isNew ? serialField(wrong) : nothing}
      ${this.kind === 'push' && isNew ? html`<w-push-hint></w-push-hint>` : nothing}
      <details ?open=${!isNew}>
        <summary>${msg('More settings')}</summary>
        <div class="stack">${moreFields(wrong, draft, this.#zoneHint())}</div>
      </details>
      ${formNotice(wrong)}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-device">${this.#saveText()}</button>
      </div>
    </form>`;
  }

  #saveText(): string {
    const { what } = this.purpose;
    return what === 'add' ? msg('Add the terminal') : what === 'edit' ? msg('Save') : msg('Let it in');
  }

  #zoneHint(): string {
    const zone = this.overview?.timeZone ?? 'UTC';
    return msg(str`Empty: that of its area, else ${zone}.`);
  }

  #kinds() {
    return html`<fieldset>
      <legend>${msg('How it is reached')}</legend>
      ${this.#kind('zk', msg('We call it'), msg('At its address, usually port 4370. Most terminals.'))}
      ${this.#kind('push', msg('It calls us'), msg('By PUSH, also called ADMS or cloud server.'))}
    </fieldset>`;
  }

  #kind(kind: DeviceKind, name: string, what: string) {
    return html`<label class="check choice">
      <input
        type="radio"
        name="kind"
        value=${kind}
        .checked=${this.kind === kind}
        data-testid="kind-${kind}"
        @change=${() => (this.kind = kind)}
      />
      <span><strong>${name}</strong><span class="soft small">${what}</span></span>
    </label>`;
  }

  async #open(purpose: Purpose, draft: DeviceDraft): Promise<void> {
    this.purpose = purpose;
    this.draft = draft;
    this.kind = draft.kind;
    this.wrong = noProblem;
    this.again = null;
    this.isOpen = true;
    await this.modal.open();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('[name=name]')?.focus();
  }

  /** What was tried was something else; and a key is for one address. */
  #moved(): void {
    this.tester?.clear();
    const { host, port, hasKey } = this.draft;
    const form = new FormData(this.form);
    const isKept = hasKey && !form.has('noKey');
    const typed = hostPlace(formText(form, 'host'), formText(form, 'port'));
    this.again = isKept ? typeAgain(hostPlace(host, port), typed) : null;
  }

  #refused(event: Event): void {
    this.#unfold();
    hintForBubble.handleEvent(event);
  }

  /** What is wrong must be seen. */
  #unfold(): void {
    this.renderRoot.querySelector('details')?.setAttribute('open', '');
  }

  /** null: an input is not right, and says so. */
  #where(): DeviceTest | null {
    const inputs = ['host', 'port', 'key'].map((name) => this.form.elements.namedItem(name));
    if (inputs.some((input) => input instanceof HTMLInputElement && !input.reportValidity())) return null;
    const { host, port = 4370, transport = 'tcp', key } = changeIn(new FormData(this.form));
    const { purpose } = this;
    return {
      ...{ host: host ?? '', port, transport },
      ...(key === undefined ? {} : { key }),
      ...(purpose.what === 'add' ? {} : { deviceId: purpose.device.deviceId }),
    };
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.wrong = noProblem;
    try {
      await this.#send(new FormData(this.form));
      this.modal.close();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
      if (['timeZone', 'direction'].some((name) => name in this.wrong.fields)) this.#unfold();
    } finally {
      this.busy = false;
    }
  }

  #send(form: FormData): Promise<DeviceView> {
    const { purpose, kind } = this;
    const change = changeIn(form);
    if (purpose.what === 'edit') return devicesApi.change(purpose.device.deviceId, change);
    if (purpose.what === 'letIn') return devicesApi.letIn(purpose.device.deviceId, change);
    const serial = kind === 'push' ? formText(form, 'serial').trim() : null;
    return devicesApi.add({ ...{ kind, serial, host: null, port: 4370, transport: 'tcp' }, ...change });
  }
}
