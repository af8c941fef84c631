import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { CameraView, RecognitionView, SetupSteps } from '../../../server/wire.ts';
import { api, sentenceOf, type CameraEntry } from '../api.ts';
import { areaBeside } from '../areaBeside.ts';
import { fileOnly } from '../cameraFile.ts';
import { can } from '../can.ts';
import type { CameraForm } from '../components/CameraForm.ts';
import type { ZoneEditor } from '../components/cameras/ZoneEditor.ts';
import type { Confirm } from '../components/Confirm.ts';
import { icon } from '../icons.ts';
import { setupIsDone } from '../setupSteps.ts';
import { momentText } from '../time.ts';
import { camerasPageStyles } from './camerasPageStyles.ts';
import { Page } from './Page.ts';
import '../components/CameraForm.ts';
import '../components/CameraRecognition.ts';
import '../components/cameras/CameraTiming.ts';
import '../components/cameras/ZoneEditor.ts';
import '../components/Confirm.ts';

/** Files are also edited by hand, and the page should show that without a reload. */
const readAgainMs = 3000;

/** The cameras and their health; for an administrator their files, zones, placement and cost. */
@customElement('w-cameras-page')
export class CamerasPage extends Page {
  static override styles = [...Page.styles, camerasPageStyles];

  @state() private files: CameraEntry[] | null = null;
  @state() private recognition = new Map<string, RecognitionView>();
  @state() private steps: SetupSteps | null = null;
  @state() private problem = '';
  @query('w-camera-form') private form!: CameraForm;
  @query('w-zone-editor') private zoneEditor!: ZoneEditor;
  @query('w-confirm') private confirm!: Confirm;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    if (can(this.me, 'update Settings'))
      void api.setupState().then(
        ({ steps }) => (this.steps = steps),
        () => undefined,
      );
    this.#timer = setInterval(() => document.hidden || void this.#load(), readAgainMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const mayEdit = can(this.me, 'update CameraFile');
    return html`<div class="top">
        <h1>${msg('Cameras')}</h1>
        ${
          mayEdit
            ? html`<button class="primary" data-testid="add-camera" @click=${() => void this.form.open(null)}>
                ${icon('plus')}${msg('Add camera')}
              </button>`
            : nothing
        }
      </div>
      ${this.#setupBanner()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${mayEdit ? this.#editable() : this.#plain()} ${mayEdit ? this.#dialogs() : nothing}`;
  }

  #setupBanner() {
    if (!this.steps || setupIsDone(this.steps)) return nothing;
    return html`<p class="banner" data-testid="finish-setup">
      ${icon('wand')}<span>${msg('Some steps of the set-up are not done yet.')}</span>
      <a href="/setup">${msg('Finish the set-up')}</a>
    </p>`;
  }

  #dialogs() {
    const changed = () => void this.#load();
    return html`<w-camera-form .areas=${this.#areas()} @changed=${changed}></w-camera-form>
      <w-zone-editor .live=${this.live} @changed=${changed}></w-zone-editor>
      <w-confirm></w-confirm>`;
  }

  #editable() {
    if (!this.files)
      return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (this.files.length === 0) return this.#empty();
    return html`<ul class="panel">
      ${this.files.map((file) => this.#file(file))}
    </ul>`;
  }

  #file(file: CameraEntry) {
    const view = this.#views().find((camera) => camera.cameraId === file.cameraId);
    const name = file.name || file.cameraId;
    return html`<li data-testid="camera-file-${file.cameraId}">
      <div class="what">
        <h2 class="cut">
          <strong>${name}</strong>${areaBeside({ name, area: file.area || msg('no area') })}
        </h2>
        <p class="soft small cut" title=${file.url}>${file.url}</p>
      </div>
      ${file.error ? html`<span class="chip bad">${msg('File unusable')}</span>` : this.#health(view, file.enabled)}
      <div class="row actions">${this.#actions(file, name)}</div>
      ${file.error ? html`<p class="problem why">${icon('warning')}${file.error}</p>` : this.#why(view)}
      ${file.enabled ? this.#measured(file.cameraId) : nothing}
    </li>`;
  }

  #actions(file: CameraEntry, name: string) {
    const { cameraId, enabled } = file;
    const zones = file.zones.length;
    const text = enabled ? msg('Switch off') : msg('Switch on');
    // Which camera a button is for is seen by its place, and heard by this.
    const of = html`<span class="hidden-text"> ${name}</span>`;
    // A file that is broken by hand is mended by hand or in the form: a switch would write over it unseen.
    const usable = file.error === undefined;
    return html`${
        usable
          ? html`<button data-testid="switch-${cameraId}" @click=${() => void this.#switch(file)}>
                ${icon(enabled ? 'pause' : 'play')}${text}${of}
              </button>
              <button
                data-testid="zones-${cameraId}"
                @click=${() => void this.zoneEditor.open(fileOnly(file))}
              >
                ${icon('zone')}${msg('Zones')}${of}${zones > 0 ? html`<span class="chip">${zones}</span>` : nothing}
              </button>`
          : nothing
      }
      <button data-testid="edit-${cameraId}" @click=${() => void this.form.open(fileOnly(file))}>
        ${icon('edit')}${msg('Edit')}${of}
      </button>
      <button
        class="icon"
        data-testid="delete-${cameraId}"
        aria-label=${msg(str`Delete ${name}`)}
        title=${msg('Delete')}
        @click=${() => this.#askRemove(file)}
      >
        ${icon('trash')}
      </button>`;
  }

  /** What everybody may see: name, area, health. */
  #plain() {
    const views = this.#views();
    if (views.length === 0) return this.#empty();
    return html`<ul class="panel">
      ${views.map(
        (camera) =>
          html`<li data-testid="camera-${camera.cameraId}">
            <h2 class="what cut"><strong>${camera.name}</strong>${areaBeside(camera)}</h2>
            ${this.#health(camera, true)} ${this.#why(camera)}
          </li>`,
      )}
    </ul>`;
  }

  #health(view: CameraView | undefined, enabled: boolean) {
    if (!enabled) return html`<span class="chip">${msg('Switched off')}</span>`;
    if (!view) return html`<span class="chip">${msg('Not started yet')}</span>`;
    const { health } = view;
    const since = momentText(health.sinceMs, Date.now() + this.liveState.clockOffsetMs, this.#zone());
    switch (health.kind) {
      case 'seeing':
        return html`<span class="chip good">${msg(str`Working since ${since}`)}</span>`;
      case 'starting':
        return html`<span class="chip warn">${msg('Starting')}</span>`;
      case 'blind':
        return html`<span class="chip bad">${msg(str`Blind since ${since}`)}</span>`;
      default:
        return health satisfies never;
    }
  }

  #why(view: CameraView | undefined) {
    if (view?.health.kind === 'blind')
      return html`<p class="problem why">${icon('blind')}${view.health.detail}</p>`;
    return view?.busy ? html`<p class="busy small why">${icon('warning')}${view.busy}</p>` : nothing;
  }

  #measured(cameraId: string) {
    const view = this.recognition.get(cameraId);
    return html`${
        view ? html`<w-camera-recognition class="why" .view=${view}></w-camera-recognition>` : nothing
      } <w-camera-timing class="why" .cameraId=${cameraId}></w-camera-timing>`;
  }

  #empty() {
    return html`<div class="panel empty">
      ${icon('camera')}<strong>${msg('No camera yet')}</strong>
      <p>
        ${
          can(this.me, 'update CameraFile')
            ? msg('Add one here, or put its YAML file into the cameras folder: it is read at once.')
            : msg('An administrator adds cameras.')
        }
      </p>
    </div>`;
  }

  async #switch(file: CameraEntry): Promise<void> {
    try {
      await api.saveCamera(file.cameraId, { ...fileOnly(file), enabled: !file.enabled });
      await this.#load();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #askRemove(file: CameraEntry): void {
    const name = file.name || file.cameraId;
    void this.confirm.ask({
      heading: msg(str`Delete ${name}?`),
      text: this.#removalText(file),
      action: msg('Delete the camera'),
      run: async () => {
        await api.removeCamera(file.cameraId);
        await this.#load();
      },
    });
  }

  #removalText({ area, zones, cameraId }: CameraEntry): string {
    const others = (this.files ?? []).filter((file) => file.area === area && file.cameraId !== cameraId);
    const what = msg('Its file is deleted and it is no longer watched. What it saw until now is kept.');
    const drawn = zones.length > 0 ? msg('Its zones go with it.') : '';
    const alone =
      others.length === 0 && area
        ? msg(str`No other camera watches ${area}: nobody is seen there any more.`)
        : '';
    return [what, drawn, alone].filter(Boolean).join(' ');
  }

  async #load(): Promise<void> {
    if (!can(this.me, 'update CameraFile')) return;
    try {
      this.files = await api.cameras();
      this.recognition = new Map((await api.recognition()).map((view) => [view.cameraId, view]));
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #areas(): string[] {
    const known = (this.liveState.overview?.areas ?? []).map(({ name }) => name);
    const named = (this.files ?? []).map(({ area }) => area);
    return [...new Set([...known, ...named])].filter(Boolean).sort((a, b) => a.localeCompare(b));
  }

  #views(): CameraView[] {
    return this.liveState.overview?.cameras ?? [];
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }
}
