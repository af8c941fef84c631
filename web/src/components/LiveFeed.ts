import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CameraView, Me, PersonView, PictureBox } from '../../../server/wire.ts';
import { ApiError, sentenceOf } from '../api.ts';
import type { Look } from '../boxMarks.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { gridFor, pageCount, pageOf, perPage } from '../feedLayout.ts';
import type { FeedView } from '../feedView.ts';
import type { Size } from '../geometry.ts';
import { icon } from '../icons.ts';
import type { Live } from '../live.ts';
import { downloadSnapshot } from '../snapshot.ts';
import { shared } from '../styles.ts';
import { feedStyles } from './feedStyles.ts';
import './AiLight.ts';
import './FeedTile.ts';
import './FeedTools.ts';
import './InPicture.ts';
import './TrackingBanner.ts';

/**
 * The cameras, one large or several in a grid, and the one place that says which of them are watched.
 * Fires `view` with what changes in the view, `choose` with a camera's id, `untrack`, and `everycamera`.
 */
@customElement('w-live-feed')
export class LiveFeed extends LitElement {
  static override styles = [shared, controls, feedStyles];

  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) me: Me | null = null;
  /** All of them: their place here is their number. */
  @property({ attribute: false }) cameras: CameraView[] = [];
  @property() chosen: string | null = null;
  @property({ attribute: false }) view!: FeedView;
  /** Without the zones, which differ by camera. */
  @property({ attribute: false }) look!: Omit<Look, 'zones'>;
  @property({ attribute: false }) tracked: PersonView | null = null;
  /** Only blind cameras are shown. */
  @property({ type: Boolean }) onlyBlind = false;
  /** The server hides unknown faces already. */
  @property({ type: Boolean }) blursUnknown = false;
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) connected = true;
  @state() private boxes: PictureBox[] | null = null;
  @state() private stage: Size = { width: 0, height: 0 };
  @state() private problem = '';
  @query('.stage') private stageElement!: HTMLElement;
  readonly #looks = new Map<string, Look>();
  readonly #resizes = new ResizeObserver(() => this.#measure());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.live?.watch([]);
  }

  override firstUpdated(): void {
    this.#resizes.observe(this.stageElement);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look') || changed.has('view')) this.#looks.clear();
    if (changed.has('chosen') || changed.has('view')) this.problem = '';
  }

  override updated(): void {
    // Before the first overview nothing is known: leave the watch as it is.
    if (this.cameras.length > 0) this.live?.watch(this.#shown().map(({ cameraId }) => cameraId));
  }

  override render() {
    const single = this.view.layout === 'single';
    const camera = single ? this.#single() : null;
    return html`<section class="panel" aria-labelledby="title">
      <header class="bar">
        <h2 id="title" class="grow cut">${msg('Live CCTV feed')}</h2>
        ${camera ? html`<w-ai-light .on=${this.connected && camera.analysing}></w-ai-light>` : nothing}
        <w-feed-tools
          .view=${this.view}
          .cameras=${this.cameras}
          .pages=${this.#pages()}
          .locked=${this.blursUnknown}
          @snapshot=${() => void this.snapshot()}
          @fullscreen=${() => this.toggleFullscreen()}
        ></w-feed-tools>
      </header>
      ${this.#tracking()} ${this.#onlyBlind()}
      ${this.problem ? html`<p class="problem" role="alert" data-testid="feed-problem">${this.problem}</p>` : nothing}
      <div class="stage ${single ? 'single' : 'many'}">${this.#stage(camera)}</div>
      ${
        camera
          ? html`<w-in-picture
              .boxes=${camera.health.kind === 'blind' ? null : this.boxes}
              .me=${this.me}
              .cameraId=${camera.cameraId}
            ></w-in-picture>`
          : nothing
      }
    </section>`;
  }

  #stage(camera: CameraView | null) {
    if (this.cameras.length === 0) return this.#noCamera();
    if (this.view.layout === 'single') return camera ? this.#tile(camera, true) : nothing;
    const shown = this.#shown();
    const { columns, rows } = gridFor(this.view.layout, shown.length, this.stage);
    return html`<div class="grid" data-testid="feed-grid" .style=${`--columns: ${columns}; --rows: ${rows}`}>
      ${repeat(
        shown,
        ({ cameraId }) => cameraId,
        (each) => this.#tile(each, false),
      )}
    </div>`;
  }

  #tile(camera: CameraView, large: boolean) {
    return html`<w-feed-tile
      .live=${this.live}
      .camera=${camera}
      .look=${this.#lookOf(camera)}
      .number=${this.cameras.indexOf(camera) + 1}
      .clockOffsetMs=${this.clockOffsetMs}
      .timeZone=${this.timeZone}
      .connected=${this.connected}
      ?large=${large}
      ?followed=${!large && this.tracked?.cameraId === camera.cameraId}
      @large=${(event: CustomEvent<string>) => this.dispatchEvent(new CustomEvent('choose', { detail: event.detail }))}
      @people=${(event: CustomEvent<PictureBox[] | null>) => (this.boxes = event.detail)}
    ></w-feed-tile>`;
  }

  /** The same object while nothing in it changes: a tile draws again only for a new one. */
  #lookOf({ cameraId, zones }: CameraView): Look {
    const known = this.#looks.get(cameraId);
    const wanted = this.view.zones ? zones : [];
    if (known && JSON.stringify(known.zones) === JSON.stringify(wanted)) return known;
    const look = { ...this.look, zones: wanted };
    this.#looks.set(cameraId, look);
    return look;
  }

  #tracking() {
    const { tracked } = this;
    if (!tracked) return nothing;
    const visible = this.cameras.some(({ cameraId }) => cameraId === tracked.cameraId);
    return html`<w-tracking-banner
      .person=${tracked}
      .visible=${visible}
      .clockOffsetMs=${this.clockOffsetMs}
      @untrack=${() => this.dispatchEvent(new CustomEvent('untrack'))}
    ></w-tracking-banner>`;
  }

  #onlyBlind() {
    if (!this.onlyBlind) return nothing;
    return html`<p class="only">
      <button
        class="chip-button"
        data-testid="only-blind"
        @click=${() => this.dispatchEvent(new CustomEvent('everycamera'))}
      >
        ${msg('Only blind cameras')} ${icon('close')}<span class="hidden-text">${msg('Remove')}</span>
      </button>
      ${this.#inGrid().length === 0 ? html`<span class="soft">${msg('No camera is blind.')}</span>` : nothing}
    </p>`;
  }

  #noCamera() {
    return html`<div class="none">
      ${icon('camera')}
      <strong>${msg('No camera yet')}</strong>
      <p>
        ${
          can(this.me, 'create CameraFile')
            ? msg(
                html`<a href="/cameras">Add a camera</a>, or put its YAML file into the cameras folder: it
                  appears here by itself.`,
              )
            : msg('An administrator adds cameras; those of your areas appear here by themselves.')
        }
      </p>
    </div>`;
  }

  /** The cameras now on the page. */
  #shown(): CameraView[] {
    const single = this.#single();
    if (this.view.layout === 'single') return single ? [single] : [];
    return pageOf(this.#inGrid(), this.view.page, perPage(this.view.layout, this.stage));
  }

  #single(): CameraView | null {
    return this.cameras.find(({ cameraId }) => cameraId === this.chosen) ?? null;
  }

  #inGrid(): CameraView[] {
    if (this.onlyBlind) return this.cameras.filter(({ health }) => health.kind === 'blind');
    const chosen = this.cameras.filter(({ cameraId }) => !this.view.leftOut.includes(cameraId));
    return chosen.length > 0 ? chosen : this.cameras;
  }

  #pages(): number {
    const { layout } = this.view;
    return layout === 'single' ? 1 : pageCount(this.#inGrid().length, perPage(layout, this.stage));
  }

  /** Page of the grid on which a camera is; null where it is not in the grid. */
  pageWith(cameraId: string): number | null {
    const { layout, grid } = this.view;
    const index = this.#inGrid().findIndex((camera) => camera.cameraId === cameraId);
    return index < 0 ? null : Math.floor(index / perPage(layout === 'single' ? grid : layout, this.stage));
  }

  stepPage(by: number): void {
    const pages = this.#pages();
    const page = (Math.min(this.view.page, pages - 1) + by + pages) % pages;
    this.dispatchEvent(new CustomEvent('view', { detail: { page }, bubbles: true }));
  }

  async snapshot(): Promise<void> {
    const camera = this.view.layout === 'single' ? this.#single() : null;
    if (!camera) return;
    this.problem = '';
    try {
      await downloadSnapshot(camera, Date.now() + this.clockOffsetMs, this.timeZone);
    } catch (error) {
      const why = sentenceOf(error);
      if (error instanceof ApiError && why === '')
        this.problem = msg(str`No snapshot of ${camera.name}: try again.`);
      else this.problem = why;
    }
  }

  toggleFullscreen(): void {
    const section = this.renderRoot.querySelector('section');
    if (document.fullscreenElement) void document.exitFullscreen();
    else void section?.requestFullscreen();
  }

  #measure(): void {
    const { clientWidth: width, clientHeight } = this.stageElement;
    // Where the page scrolls as a whole, the grid makes the stage's height, not the other way round.
    const flows = matchMedia('(max-width: 1000px)').matches && !document.fullscreenElement;
    const height = flows ? (width * 9) / 16 : clientHeight;
    if (width !== this.stage.width || height !== this.stage.height) this.stage = { width, height };
  }
}
