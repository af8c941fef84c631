import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CameraView, Me, RecognitionView } from '../../../server/wire.ts';
import { api, sentenceOf, type CameraEntry } from '../api.ts';
import { fileOnly } from '../cameraFile.ts';
import type { CameraForm } from '../components/CameraForm.ts';
import type { Confirm } from '../components/Confirm.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { can } from '../can.ts';
import { emptyState, type LiveState } from '../state.ts';
import { areaBeside } from '../areaBeside.ts';
import { page, shared } from '../styles.ts';
import { momentText } from '../time.ts';
import '../components/CameraForm.ts';
import '../components/CameraRecognition.ts';
import '../components/Confirm.ts';

/** Files are also edited by hand, and the page should show that without a reload. */
const readAgainMs = 3000;

/** The cameras, their health, and their files for an administrator. */
@customElement('w-cameras-page')
export class CamerasPage extends LitElement {
  static override styles = [
    shared,
    controls,
    page,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 0.9rem;
        padding: 0.7rem 0.875rem;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      .what {
        flex: 1 1 16rem;
        min-width: 0;
      }
      .why {
        flex-basis: 100%;
      }
      h2 {
        font-size: inherit;
        font-weight: 400;
        line-height: inherit;
      }
      .busy {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        color: var(--warn);
      }
      @media (max-width: 640px) {
        .what {
          flex-basis: 100%;
        }
        .row {
          margin-left: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property({ attribute: false }) me: Me | null = null;
  @state() private files: CameraEntry[] | null = null;
  @state() private recognition = new Map<string, RecognitionView>();
  @state() private problem = '';
  @query('w-camera-form') private form!: CameraForm;
  @query('w-confirm') private confirm!: Confirm;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#timer = setInterval(() => document.hidden || void this.#load(), readAgainMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    return html`<div class="top">
        <h1>Cameras</h1>
        ${
          can(this.me, 'update CameraFile')
            ? html`<button class="primary" data-testid="add-camera" @click=${() => void this.form.open(null)}>
                ${icon('plus')}Add camera
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${can(this.me, 'update CameraFile') ? this.#editable() : this.#plain()}
      ${
        can(this.me, 'update CameraFile')
          ? html`<w-camera-form @changed=${() => void this.#load()}></w-camera-form><w-confirm></w-confirm>`
          : nothing
      }`;
  }

  #editable() {
    if (!this.files) return this.problem ? nothing : html`<p class="soft" role="status">Loading…</p>`;
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
        <h2 class="cut"><strong>${name}</strong>${areaBeside({ name, area: file.area || 'no area' })}</h2>
        <p class="soft small cut" title=${file.url}>${file.url}</p>
      </div>
      ${file.error ? html`<span class="chip bad">File unusable</span>` : this.#health(view, file.enabled)}
      <div class="row">
        <button aria-label="Edit ${name}" @click=${() => void this.form.open(fileOnly(file))}>
          ${icon('edit')}Edit
        </button>
        <button class="icon" aria-label="Delete ${name}" title="Delete" @click=${() => this.#askRemove(file)}>
          ${icon('trash')}
        </button>
      </div>
      ${file.error ? html`<p class="problem why">${icon('warning')}${file.error}</p>` : this.#why(view)}
      ${file.enabled ? this.#recognition(file.cameraId) : nothing}
    </li>`;
  }

  #plain() {
    const views = this.#views();
    if (views.length === 0) return this.#empty();
    return html`<ul class="panel">
      ${views.map(
        (camera) =>
          html`<li>
            <h2 class="what cut"><strong>${camera.name}</strong>${areaBeside(camera)}</h2>
            ${this.#health(camera, true)} ${this.#why(camera)} ${this.#recognition(camera.cameraId)}
          </li>`,
      )}
    </ul>`;
  }

  #health(view: CameraView | undefined, enabled: boolean) {
    if (!enabled) return html`<span class="chip">Switched off</span>`;
    if (!view) return html`<span class="chip">Not started yet</span>`;
    const { health } = view;
    const since = momentText(health.sinceMs, Date.now() + this.liveState.clockOffsetMs, this.#zone());
    switch (health.kind) {
      case 'seeing':
        return html`<span class="chip good">Working since ${since}</span>`;
      case 'starting':
        return html`<span class="chip warn">Starting</span>`;
      case 'blind':
        return html`<span class="chip bad">Blind since ${since}</span>`;
      default:
        return health satisfies never;
    }
  }

  #why(view: CameraView | undefined) {
    if (view?.health.kind === 'blind')
      return html`<p class="problem why">${icon('blind')}${view.health.detail}</p>`;
    return view?.busy ? html`<p class="busy small why">${icon('warning')}${view.busy}</p>` : nothing;
  }

  #recognition(cameraId: string) {
    const view = this.recognition.get(cameraId);
    return view ? html`<w-camera-recognition class="why" .view=${view}></w-camera-recognition>` : nothing;
  }

  #empty() {
    return html`<div class="panel empty">
      ${icon('camera')}<strong>No camera yet</strong>
      <p>
        ${
          can(this.me, 'update CameraFile')
            ? 'Add one here, or put its YAML file into the cameras folder: it is read at once.'
            : 'An administrator adds cameras.'
        }
      </p>
    </div>`;
  }

  #askRemove(file: CameraEntry): void {
    void this.confirm.ask({
      heading: `Delete ${file.name || file.cameraId}?`,
      text: 'Its file is deleted and the camera is no longer watched. What it saw until now is kept.',
      action: 'Delete',
      run: async () => {
        await api.removeCamera(file.cameraId);
        await this.#load();
      },
    });
  }

  async #load(): Promise<void> {
    try {
      if (can(this.me, 'update CameraFile')) this.files = await api.cameras();
      const recognition = await api.recognition();
      this.recognition = new Map(recognition.map((view) => [view.cameraId, view]));
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #views(): CameraView[] {
    return this.liveState.overview?.cameras ?? [];
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }
}
