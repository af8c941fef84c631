import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CameraFile } from '../../../server/wire.ts';
import { api } from '../api.ts';
import { cameraIn, newCamera } from '../cameraFile.ts';
import { cameraIdFrom } from '../cameraId.ts';
import { controls } from '../controls.ts';
import { againHint, formField, formNotice } from '../formParts.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { icon } from '../icons.ts';
import { mask, typeBehindMask } from '../secretPlaces.ts';
import { shared } from '../styles.ts';
import type { CameraTester } from './cameras/CameraTester.ts';
import type { ChosenStream } from './cameras/FindCameras.ts';
import type { Modal } from './Modal.ts';
import './cameras/CameraTester.ts';
import './cameras/FindCameras.ts';
import './Modal.ts';

/** One camera file, new or known: found or typed, tested, saved. Fires `changed`. */
@customElement('w-camera-form')
export class CameraForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
        gap: 0.9rem;
      }
      .end {
        justify-content: end;
      }
      summary {
        padding: 0.3rem 0;
        font-weight: 550;
        cursor: pointer;
      }
      details .stack {
        padding-top: 0.5rem;
      }
    `,
  ];

  /** Those there are, to choose from. */
  @property({ attribute: false }) areas: string[] = [];
  @state() private camera: CameraFile = newCamera;
  @state() private isNew = true;
  /** Cameras are looked for, in the place of the form. */
  @state() private finding = false;
  @state() private wrong = noProblem;
  @state() private busy = false;
  /** Why the password that is not shown must be typed again. */
  @state() private again: string | null = null;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;
  @query('w-camera-tester') private tester!: CameraTester | null;
  /** The id follows the name until somebody writes one. */
  #idWritten = false;

  override render() {
    const heading = this.finding ? msg('Find cameras') : this.isNew ? msg('Add a camera') : this.camera.name;
    // Keyed: each opening gets new inputs, so nothing typed before is left in them.
    return html`<w-modal .heading=${heading} .style=${'--modal-width: 40rem'} @closed=${() => this.#closed()}>
      <div ?hidden=${this.finding}>${keyed(this.camera, this.#inputs(this.camera))}</div>
      ${this.finding ? this.#finder() : nothing}
    </w-modal>`;
  }

  #finder() {
    return html`<div class="stack">
      <w-find-cameras
        @chosen=${(event: CustomEvent<ChosenStream>) => this.#take(event.detail)}
      ></w-find-cameras>
      <div class="row end">
        <button type="button" @click=${() => (this.finding = false)}>${msg('Back to the form')}</button>
      </div>
    </div>`;
  }

  #inputs(camera: CameraFile) {
    return html`<form
      class="stack"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
      @invalid=${{ handleEvent: () => this.#unfold(), capture: true }}
    >
      ${this.isNew ? this.#findButton() : nothing} ${this.#nameFields(camera)} ${this.#urlField(camera)}
      <w-camera-tester></w-camera-tester>
      ${this.#check('enabled', msg('Switched on'), camera.enabled)}
      <details>
        <summary>${msg('More settings')}</summary>
        <div class="stack">
          <div class="pair">${this.#rateField(camera)}</div>
          ${this.#lookFields(camera)}
          ${this.#check('loop', msg('Repeat a video file without end'), camera.loop)}
        </div>
      </details>
      ${formNotice(this.wrong)}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-camera">${msg('Save')}</button>
      </div>
    </form>`;
  }

  #findButton() {
    return html`<div class="row">
      <button type="button" data-testid="find-cameras" @click=${() => (this.finding = true)}>
        ${icon('radar')}${msg('Find cameras in the network')}
      </button>
      <span class="soft small">${msg('or type the address of a stream below')}</span>
    </div>`;
  }

  #nameFields(camera: CameraFile) {
    const suggest = () => this.#suggestId();
    return html`<div class="pair">
        ${formField(
          this.wrong,
          'name',
          msg('Name'),
          html`<input name="name" required maxlength="100" .value=${camera.name} @input=${suggest} />`,
        )}
        ${formField(
          this.wrong,
          'area',
          msg('Area'),
          html`<input
              name="area"
              required
              maxlength="100"
              list="areas"
              autocomplete="off"
              .value=${camera.area}
            />
            <span class="hint">${msg('Choose one, or type a new one.')}</span>`,
        )}
        <datalist id="areas">${this.areas.map((area) => html`<option value=${area}></option>`)}</datalist>
      </div>
      ${this.#idField(camera)}`;
  }

  #urlField(camera: CameraFile) {
    return html`${formField(
        this.wrong,
        'url',
        msg('Address of the stream'),
        html`<input
            name="url"
            required
            spellcheck="false"
            autocomplete="off"
            placeholder="rtsp://user:password@192.168.1.20/stream1"
            .value=${camera.url}
            @input=${() => this.#moved()}
            @invalid=${() => this.#chooseMask()}
          />
          ${againHint(this.again)}
          <span class="hint">
            ${msg(
              'RTSP, HTTP or a video file. Leave ••• to keep the stored password. ${CAMERA_…} is a variable of the environment; a new one is written into the camera’s file on the server.',
            )}
          </span>`,
      )}
      <div class="row">
        <button type="button" data-testid="test-camera" @click=${() => void this.#test()}>
          ${icon('camera')}${msg('Test picture')}
        </button>
      </div>`;
  }

  #idField(camera: CameraFile) {
    return formField(
      this.wrong,
      'cameraId',
      msg('Id'),
      html`<input
          name="cameraId"
          required
          maxlength="63"
          pattern="[a-zA-Z0-9](?:[a-zA-Z0-9_\\-]*)"
          ?readonly=${!this.isNew}
          .value=${camera.cameraId}
          @input=${() => (this.#idWritten = true)}
        />
        <span class="hint">
          ${this.isNew ? msg('Letters, digits, dashes; also the name of its file.') : msg('Cannot be changed.')}
        </span>`,
    );
  }

  #rateField(camera: CameraFile) {
    return formField(
      this.wrong,
      'fps',
      msg('Pictures looked at a second'),
      html`<input
          name="fps"
          type="number"
          min="1"
          max="30"
          step="any"
          required
          .value=${String(camera.fps)}
        />
        <span class="hint">${msg('Ten need twice the processor of five.')}</span>`,
    );
  }

  #lookFields(camera: CameraFile) {
    return html`<div class="pair">
      ${formField(
        this.wrong,
        'smallestFacePx',
        msg('Smallest face (pixels wide)'),
        html`<input
            name="smallestFacePx"
            type="number"
            min="16"
            max="400"
            step="any"
            required
            .value=${String(camera.smallestFacePx)}
          />
          <span class="hint">${msg('Fewer finds people farther away and costs more.')}</span>`,
      )}
      ${formField(
        this.wrong,
        'detectWidthPx',
        msg('Detection width (pixels)'),
        html`<input
            name="detectWidthPx"
            type="number"
            min="160"
            max="1280"
            step="32"
            .value=${String(camera.detectWidthPx ?? '')}
          />
          <span class="hint">${msg('Empty: chosen from the smallest face.')}</span>`,
      )}
    </div>`;
  }

  /** null: a new camera. */
  async open(camera: CameraFile | null): Promise<void> {
    this.isNew = camera === null;
    this.#idWritten = camera !== null;
    this.finding = false;
    this.wrong = noProblem;
    this.again = null;
    this.camera = { ...(camera ?? newCamera) };
    await this.modal.open();
  }

  #check(name: string, label: string, checked: boolean) {
    return html`<label class="check"
      ><input type="checkbox" name=${name} .checked=${checked} /><span>${label}</span></label
    >`;
  }

  #field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  #suggestId(): void {
    if (!this.#idWritten) this.#field('cameraId').value = cameraIdFrom(this.#field('name').value);
  }

  /** What was tried was something else; and a password is for one camera. */
  #moved(): void {
    this.tester?.clear();
    const url = this.#field('url');
    this.again = typeBehindMask(this.camera.url, url.value.trim());
    url.setCustomValidity(this.again ?? '');
  }

  /** The password is typed in the place of its mask: what is typed next replaces it. */
  #chooseMask(): void {
    const url = this.#field('url');
    const at = url.value.indexOf(mask);
    if (this.again !== null && at >= 0)
      requestAnimationFrame(() => url.setSelectionRange(at, at + mask.length));
  }

  /** What is wrong must be seen. */
  #unfold(): void {
    this.renderRoot.querySelector('details')?.setAttribute('open', '');
  }

  /** A stream that was found; its first picture follows at once. */
  #take({ url, name }: ChosenStream): void {
    this.finding = false;
    this.#field('url').value = url;
    this.#moved();
    if (this.#field('name').value === '') this.#field('name').value = name;
    this.#suggestId();
    void this.#test();
  }

  async #test(): Promise<void> {
    const url = this.#field('url');
    if (url.reportValidity())
      await this.tester?.run(url.value.trim(), this.isNew ? null : this.camera.cameraId);
  }

  #closed(): void {
    this.finding = false;
    this.tester?.clear();
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const camera = { ...cameraIn(new FormData(this.form)), zones: this.camera.zones };
    this.busy = true;
    this.wrong = noProblem;
    try {
      await (this.isNew ? api.addCamera(camera) : api.saveCamera(camera.cameraId, camera));
      this.modal.close();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
      if ('fps' in this.wrong.fields || 'smallestFacePx' in this.wrong.fields) this.#unfold();
    } finally {
      this.busy = false;
    }
  }
}
