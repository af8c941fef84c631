import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CameraFile, Zone, ZoneKind } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { camerasApi } from '../../api/cameras.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import type { Live } from '../../live.ts';
import { shared } from '../../styles.ts';
import {
  addPointAfter,
  closes,
  movePoint,
  namelessDesk,
  nudged,
  onPicture,
  outlineOf,
  type Point,
  pointsMax,
  pointsMin,
  removePoint,
  zonesMax,
} from '../../zones.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';
import { CameraPicture } from './CameraPicture.ts';
import { zoneEditorStyles } from './zoneEditorStyles.ts';

/** Privacy, ignore and desk zones drawn on the camera's picture, by mouse, finger or keys. Fires `changed` when saved. */
@customElement('w-zone-editor')
export class ZoneEditor extends LitElement {
  static override styles = [shared, controls, zoneEditorStyles];

  @property({ attribute: false }) live: Live | null = null;
  @state() private camera: CameraFile | null = null;
  @state() private zones: Zone[] = [];
  @state() private selected = -1;
  /** The zone that is being outlined; its kind is chosen before. */
  @state() private draft: { kind: ZoneKind; points: Point[] } | null = null;
  /** Where keys draw. */
  @state() private cross: Point | null = null;
  @state() private busy = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;
  @query('.stage') private stage!: HTMLElement;
  readonly #picture = new CameraPicture(this);
  #dragged: number | null = null;

  override render() {
    const heading = this.camera ? zonesOf(this.camera.name) : '';
    return html`<w-modal .heading=${heading} .style=${'--modal-width: 60rem'} @closed=${() => this.#closed()}>
      ${this.camera ? this.#content() : nothing}
    </w-modal>`;
  }

  async open(camera: CameraFile): Promise<void> {
    this.camera = camera;
    this.zones = camera.zones;
    this.selected = -1;
    this.draft = null;
    this.problem = '';
    this.#picture.show(camera, this.live);
    await this.modal.open();
  }

  #content() {
    return html`<div class="stack">
      <p class="soft small">
        ${msg(
          'Privacy: painted over before the picture leaves the server, and never looked at. Ignore: shown, but nobody is looked for there. Desk: whoever is there is said to be at its name.',
        )}
      </p>
      ${this.#stage()} ${this.draft ? this.#draftButtons(this.draft) : this.#kindButtons()} ${this.#list()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="primary"
          type="button"
          ?disabled=${this.busy || this.draft !== null}
          title=${this.draft ? msg('Finish the zone first') : ''}
          data-testid="save-zones"
          @click=${() => void this.#save()}
        >
          ${msg('Save zones')}
        </button>
      </div>
    </div>`;
  }

  #stage() {
    const { draft, zones, selected } = this;
    const zone = draft ? undefined : zones[selected];
    const { url, aspect, problem } = this.#picture;
    return html`<div
      class="ground ${draft ? 'drawing' : ''}"
      @pointerdown=${(event: PointerEvent) => this.#onStage(event)}
    >
      <div
        class="stage"
        .style=${`aspect-ratio: ${aspect}; max-width: calc(62vh * ${aspect})`}
        tabindex=${draft ? 0 : -1}
        role="group"
        aria-label=${draft ? msg('Picture. Arrow keys move the cross, Enter adds a corner, Backspace takes the last one back.') : msg('Picture with its zones')}
        data-testid="zone-stage"
        @keydown=${(event: KeyboardEvent) => this.#onStageKey(event)}
      >
        ${url ? html`<img src=${url} alt="" />` : html`<p>${problem || msg('Waiting for a picture…')}</p>`}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          ${zones.map(
            ({ kind, points }, index) =>
              svg`<polygon class="${kind} ${index === selected ? 'selected' : ''}" points=${outlineOf(points)} data-zone=${index}></polygon>`,
          )}
          ${draft ? svg`<polyline class=${draft.kind} points=${outlineOf(draft.points)}></polyline>` : nothing}
        </svg>
        ${draft ? draft.points.map((point) => html`<span class="handle ${draft.kind}" .style=${placeOf(point)}></span>`) : nothing}
        ${zone ? zone.points.map((point, index) => this.#handle(zone, point, index)) : nothing}
        ${draft && this.cross ? html`<span class="cross" .style=${placeOf(this.cross)}></span>` : nothing}
      </div>
    </div>`;
  }

  #handle({ kind, points }: Zone, point: Point, index: number) {
    const label = msg(str`Corner ${index + 1} of ${points.length}`);
    return html`<button
      type="button"
      class="handle ${kind}"
      .style=${placeOf(point)}
      aria-label=${label}
      title=${msg('Drag, or move with the arrow keys. Enter adds a corner, Delete removes this one.')}
      data-testid="corner-${index}"
      @pointerdown=${(event: PointerEvent) => this.#startDrag(event, index)}
      @pointermove=${(event: PointerEvent) => this.#drag(event, index)}
      @pointerup=${() => (this.#dragged = null)}
      @pointercancel=${() => (this.#dragged = null)}
      @keydown=${(event: KeyboardEvent) => this.#onCornerKey(event, index)}
    ></button>`;
  }

  #kindButtons() {
    const full = this.zones.length >= zonesMax;
    const kinds: ZoneKind[] = ['privacy', 'ignore', 'desk'];
    return html`<div class="row">
      ${kinds.map(
        (kind) =>
          html`<button
            type="button"
            ?disabled=${full}
            title=${full ? msg(str`A camera has at most ${zonesMax} zones.`) : ''}
            data-testid="draw-${kind}"
            @click=${() => void this.#begin(kind)}
          >
            ${icon('plus')}${addText(kind)}
          </button>`,
      )}
    </div>`;
  }

  #draftButtons({ points }: { points: Point[] }) {
    const more = pointsMin - points.length;
    return html`<div class="row">
      <span class="guide">${msg('Click the corners of the zone on the picture, three at least.')}</span>
      <button
        type="button"
        ?disabled=${points.length === 0}
        title=${points.length === 0 ? msg('There is no corner yet') : ''}
        @click=${() => this.#takeBack()}
      >
        ${icon('undo')}${msg('Undo')}
      </button>
      <button type="button" @click=${() => (this.draft = null)}>${msg('Stop drawing')}</button>
      <button
        class="primary"
        type="button"
        ?disabled=${more > 0}
        title=${more > 0 ? msg('A zone needs three corners') : ''}
        data-testid="finish-zone"
        @click=${() => this.#finish()}
      >
        ${msg('Finish zone')}
      </button>
    </div>`;
  }

  #list() {
    if (this.zones.length === 0 && !this.draft) return html`<p class="soft">${msg('No zone yet.')}</p>`;
    return html`<ul class="zones">
      ${this.zones.map((zone, index) => this.#zoneLine(zone, index))}
    </ul>`;
  }

  #zoneLine(zone: Zone, index: number) {
    const select = () => this.draft ?? (this.selected = index);
    const set = (event: Event) =>
      this.#change(index, { ...zone, name: (event.target as HTMLInputElement).value });
    return html`<li class="${zone.kind} ${index === this.selected ? 'selected' : ''}" @click=${select}>
      <span class="swatch"></span>
      <button
        type="button"
        aria-pressed=${index === this.selected}
        data-testid="zone-${index}"
        class="kind"
        @click=${select}
      >
        ${kindText(zone.kind)}
      </button>
      <input
        aria-label=${msg('Name of the zone')}
        placeholder=${zone.kind === 'desk' ? msg('Name, such as Desk 4') : msg('Name, if you like')}
        maxlength="100"
        .value=${zone.name}
        data-testid="zone-name-${index}"
        @input=${set}
        @focus=${select}
      />
      <button
        type="button"
        class="icon"
        aria-label=${msg('Delete this zone')}
        title=${msg('Delete this zone')}
        data-testid="delete-zone-${index}"
        @click=${(event: Event) => this.#remove(event, index)}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  async #begin(kind: ZoneKind): Promise<void> {
    this.draft = { kind, points: [] };
    this.selected = -1;
    this.cross = null;
    await this.updateComplete;
    this.stage.focus();
  }

  #onStage(event: PointerEvent): void {
    if (!this.draft || event.button !== 0) return this.#selectAt(event);
    event.preventDefault();
    this.stage.focus();
    this.cross = null;
    this.#addToDraft(this.#pointAt(event));
  }

  #selectAt(event: PointerEvent): void {
    const zone = event.composedPath().find((node) => node instanceof SVGPolygonElement);
    if (zone) this.selected = Number(zone.dataset['zone']);
  }

  #onStageKey(event: KeyboardEvent): void {
    const { draft } = this;
    if (!draft || event.target !== this.stage) return;
    const at = this.cross ?? draft.points.at(-1) ?? { x: 0.5, y: 0.5 };
    const moved = nudged(at, event.key, event.shiftKey);
    if (moved) this.cross = moved;
    else if (event.key === 'Enter') {
      this.cross = at;
      this.#addToDraft(at);
    } else if (event.key === 'Backspace') this.#takeBack();
    else if (event.key === 'Escape') this.draft = null;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #addToDraft(point: Point): void {
    const { draft } = this;
    if (!draft) return;
    if (closes(draft.points, point) || draft.points.length >= pointsMax) return this.#finish();
    this.draft = { ...draft, points: [...draft.points, onPicture(point)] };
  }

  #takeBack(): void {
    if (this.draft) this.draft = { ...this.draft, points: this.draft.points.slice(0, -1) };
  }

  #finish(): void {
    const { draft } = this;
    if (!draft || draft.points.length < pointsMin) return;
    this.zones = [...this.zones, { kind: draft.kind, name: '', points: draft.points }];
    this.selected = this.zones.length - 1;
    this.draft = null;
    void this.#focusOn(`zone-name-${this.selected}`);
  }

  #startDrag(event: PointerEvent, index: number): void {
    event.stopPropagation();
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    this.#dragged = index;
  }

  #drag(event: PointerEvent, index: number): void {
    const zone = this.zones[this.selected];
    if (this.#dragged === index && zone)
      this.#change(this.selected, movePoint(zone, index, this.#pointAt(event)));
  }

  #onCornerKey(event: KeyboardEvent, index: number): void {
    const zone = this.zones[this.selected];
    const point = zone?.points[index];
    if (!zone || !point) return;
    const moved = nudged(point, event.key, event.shiftKey);
    if (moved) this.#change(this.selected, movePoint(zone, index, moved));
    else if (event.key === 'Enter') {
      this.#change(this.selected, addPointAfter(zone, index));
      void this.#focusOn(`corner-${index + 1}`);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.#change(this.selected, removePoint(zone, index));
      void this.#focusOn(`corner-${Math.max(0, index - 1)}`);
    } else return;
    event.preventDefault();
  }

  #change(index: number, zone: Zone): void {
    this.zones = this.zones.with(index, zone);
    this.problem = '';
  }

  #remove(event: Event, index: number): void {
    event.stopPropagation();
    this.zones = this.zones.toSpliced(index, 1);
    this.selected = -1;
  }

  #pointAt({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.stage.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  async #focusOn(testId: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.focus();
  }

  async #save(): Promise<void> {
    const { camera } = this;
    const nameless = namelessDesk(this.zones);
    if (nameless >= 0) {
      this.problem = msg('Give every desk a name: it is shown where its person is.');
      this.selected = nameless;
      return this.#focusOn(`zone-name-${nameless}`);
    }
    if (!camera) return;
    this.busy = true;
    try {
      const zones = this.zones.map((zone) => ({ ...zone, name: zone.name.trim() }));
      await camerasApi.save({ ...camera, zones });
      this.modal.close();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  #closed(): void {
    this.#picture.hide();
    this.camera = null;
  }
}

const placeOf = ({ x, y }: Point): string => `left: ${x * 100}%; top: ${y * 100}%`;

const zonesOf = (name: string): string => msg(str`Zones of ${name}`);

function kindText(kind: ZoneKind): string {
  return { privacy: msg('Privacy'), ignore: msg('Ignore'), desk: msg('Desk') }[kind];
}

function addText(kind: ZoneKind): string {
  return {
    privacy: msg('Privacy zone'),
    ignore: msg('Ignore zone'),
    desk: msg('Desk'),
  }[kind];
}
