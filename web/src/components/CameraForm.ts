import { css, html, LitElement } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CameraFile } from '../../../server/wire.ts';
import { api } from '../api.ts';
import { cameraIn, newCamera } from '../cameraFile.ts';
import { cameraIdFrom } from '../cameraId.ts';
import { controls } from '../controls.ts';
import { formField, formNotice } from '../formParts.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

/** One camera file, new or known. Fires `changed`. */
@customElement('w-camera-form')
export class CameraForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: 0.9rem;
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @state() private camera: CameraFile = newCamera;
  @state() private isNew = true;
  @state() private wrong = noProblem;
  @state() private busy = false;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;
  @query('[name=cameraId]') private idInput!: HTMLInputElement;
  /** The id follows the name until somebody writes one. */
  #idWritten = false;

  override render() {
    const heading = this.isNew ? 'Add a camera' : this.camera.name;
    // Keyed: each opening gets new inputs, so nothing typed before is left in them.
    return html`<w-modal .heading=${heading}>${keyed(this.camera, this.#inputs(this.camera))}</w-modal>`;
  }

  #inputs(camera: CameraFile) {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      <div class="pair">
        ${formField(
          this.wrong,
          'name',
          'Name',
          html`<input name="name" required .value=${camera.name} @input=${() => this.#suggestId()} />`,
        )}
        ${formField(this.wrong, 'area', 'Area', html`<input name="area" required .value=${camera.area} />`)}
      </div>
      ${formField(
        this.wrong,
        'url',
        'Address of the stream',
        html`<input
            name="url"
            required
            spellcheck="false"
            autocomplete="off"
            placeholder="rtsp://user:password@192.168.1.20/stream1"
            .value=${camera.url}
          />
          <span class="hint">
            RTSP, HTTP or a video file. A password as \${NAME} is read from the environment; leave ••• to keep
            the stored one.
          </span>`,
      )}
      <div class="pair">${this.#idField(camera)} ${this.#rateField(camera)}</div>
      ${this.#lookFields(camera)} ${this.#check('enabled', 'Enabled', camera.enabled)}
      ${this.#check('loop', 'Repeat a video file without end', camera.loop)} ${formNotice(this.wrong)}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>Cancel</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-camera">Save</button>
      </div>
    </form>`;
  }

  #idField(camera: CameraFile) {
    return formField(
      this.wrong,
      'cameraId',
      'Id',
      html`<input
          name="cameraId"
          required
          pattern="[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?"
          ?readonly=${!this.isNew}
          .value=${camera.cameraId}
          @input=${() => (this.#idWritten = true)}
        />
        <span class="hint">
          ${this.isNew ? 'Small letters, digits and dashes; also the name of its file.' : 'Cannot be changed.'}
        </span>`,
    );
  }

  #rateField(camera: CameraFile) {
    return formField(
      this.wrong,
      'fps',
      'Frames analysed a second',
      html`<input
        name="fps"
        type="number"
        min="1"
        max="30"
        step="any"
        required
        .value=${String(camera.fps)}
      />`,
    );
  }

  #lookFields(camera: CameraFile) {
    return html`<div class="pair">
      ${formField(
        this.wrong,
        'smallestFacePx',
        'Smallest face (pixels wide)',
        html`<input
            name="smallestFacePx"
            type="number"
            min="16"
            max="400"
            step="any"
            required
            .value=${String(camera.smallestFacePx)}
          />
          <span class="hint">Fewer finds people farther away and costs more.</span>`,
      )}
      ${formField(
        this.wrong,
        'detectWidthPx',
        'Detection width (pixels)',
        html`<input
            name="detectWidthPx"
            type="number"
            min="160"
            max="1280"
            step="32"
            .value=${String(camera.detectWidthPx ?? '')}
          />
          <span class="hint">Empty: chosen from the smallest face.</span>`,
      )}
    </div>`;
  }

  /** null: a new camera. */
  async open(camera: CameraFile | null): Promise<void> {
    this.isNew = camera === null;
    this.#idWritten = camera !== null;
    this.wrong = noProblem;
    this.camera = { ...(camera ?? newCamera) };
    await this.modal.open();
  }

  #check(name: string, label: string, checked: boolean) {
    return html`<label class="check"
      ><input type="checkbox" name=${name} .checked=${checked} /><span>${label}</span></label
    >`;
  }

  #suggestId(): void {
    if (!this.#idWritten) this.idInput.value = cameraIdFrom(formText(new FormData(this.form), 'name'));
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const camera = cameraIn(new FormData(this.form));
    this.busy = true;
    this.wrong = noProblem;
    try {
      await (this.isNew ? api.addCamera(camera) : api.saveCamera(camera.cameraId, camera));
      this.modal.close();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
