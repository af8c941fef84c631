import { msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CameraView, Me, PersonView, PresenceState } from '../../../server/wire.ts';
import { recordTracking } from '../api/tracking.ts';
import { sentenceOf } from '../api.ts';
import type { Look } from '../boxMarks.ts';
import type { LiveFeed } from '../components/LiveFeed.ts';
import type { ShortcutsHelp } from '../components/ShortcutsHelp.ts';
import { controls } from '../controls.ts';
import { rememberedView, rememberView, type FeedView } from '../feedView.ts';
import { icon } from '../icons.ts';
import type { Live } from '../live.ts';
import { rememberedFilters, rememberFilters, type PeopleFilters } from '../peopleFilters.ts';
import { isTaken, shortcutOf, type Shortcut } from '../shortcuts.ts';
import { emptyState, type LiveState } from '../state.ts';
import { remember, remembered } from '../storage.ts';
import { shared } from '../styles.ts';
import { dashboardStyles } from './dashboardStyles.ts';
import '../components/CameraSwitch.ts';
import '../components/FloorList.ts';
import '../components/LiveFeed.ts';
import '../components/PauseBanner.ts';
import '../components/PeoplePanel.ts';
import '../components/ShortcutsHelp.ts';
import '../components/SiteSummary.ts';

/** The page that stays open all day. `?camera=` and `?track=` in its address lead to a camera or a person. */
@customElement('w-dashboard')
export class Dashboard extends LitElement {
  static override styles = [shared, controls, dashboardStyles];

  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property({ attribute: false }) me: Me | null = null;
  @state() private chosen: string | null = remembered('camera');
  @state() private view: FeedView = rememberedView();
  @state() private filters: PeopleFilters = rememberedFilters();
  @state() private onlyBlind = false;
  @state() private trackedPersonId: string | null = null;
  @state() private problem = '';
  @query('w-live-feed') private feed!: LiveFeed;
  @query('w-shortcuts-help') private help!: ShortcutsHelp;
  /** The same object, changed in place: a state is drawn with the next picture, not by drawing the page again. */
  readonly #states = new Map<string, PresenceState>();
  #look: Omit<Look, 'zones'> = { states: this.#states, trackedPersonId: null, blur: false };
  #followedTo: string | null = null;
  /** The camera was chosen from a grid: Escape goes back there. */
  #fromGrid = false;
  readonly #pressed = (event: KeyboardEvent) => this.#onKey(event);
  readonly #moved = () => this.#readAddress();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#pressed);
    addEventListener('popstate', this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#pressed);
    removeEventListener('popstate', this.#moved);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // What the server leaves clear, for its picture is one for everybody, may be of somebody this user may not see.
    const blur = this.view.blur || (this.liveState.overview?.blursUnknown ?? false);
    const { trackedPersonId } = this;
    if (this.#look.blur !== blur || this.#look.trackedPersonId !== trackedPersonId)
      this.#look = { states: this.#states, trackedPersonId, blur };
    if (!changed.has('liveState')) return;
    if (changed.get('liveState')?.overview?.people !== this.liveState.overview?.people) this.#keepStates();
    this.#chooseFirst();
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.liveState.overview) return;
    if (!changed.get('liveState')?.overview) this.#readAddress();
    this.#followTracked();
  }

  override render() {
    const { overview, clockOffsetMs, connected } = this.liveState;
    const cameras = overview?.cameras ?? [];
    const areas = overview?.areas ?? [];
    const people = overview?.people ?? [];
    const timeZone = overview?.timeZone ?? 'UTC';
    const single = this.view.layout === 'single';
    return html`<h1 class="hidden-text">${msg('Live')}</h1>
      <div
        class="left ${areas.length > 0 ? '' : 'flat'}"
        @view=${(event: CustomEvent<Partial<FeedView>>) => this.#show(event.detail)}
        @help=${() => void this.help.open()}
        @filters=${(event: CustomEvent<Partial<PeopleFilters>>) => this.#filter(event.detail)}
      >
        <w-live-feed
          .live=${this.live}
          .me=${this.me}
          .cameras=${cameras}
          .chosen=${this.chosen}
          .view=${this.view}
          .look=${this.#look}
          .tracked=${this.#tracked()}
          .onlyBlind=${this.onlyBlind}
          .blursUnknown=${overview?.blursUnknown ?? false}
          .connected=${connected}
          .clockOffsetMs=${clockOffsetMs}
          .timeZone=${timeZone}
          @choose=${(event: CustomEvent<string>) => this.showCamera(event.detail)}
          @untrack=${() => this.#untrack()}
          @everycamera=${() => (this.onlyBlind = false)}
        ></w-live-feed>
        <w-camera-switch
          ?hidden=${cameras.length === 0}
          .cameras=${cameras}
          .chosen=${single ? this.chosen : null}
          .keys=${this.view.keys}
          @choose=${(event: CustomEvent<string>) => this.showCamera(event.detail)}
        ></w-camera-switch>
        <w-floor-list
          .areas=${areas}
          .people=${people}
          .cameras=${cameras}
          .chosen=${this.filters.areaId}
        ></w-floor-list>
      </div>
      ${this.#summary()}
      <w-people-panel
        .me=${this.me}
        .people=${people}
        .areas=${areas}
        .teams=${overview?.teams ?? []}
        .filters=${this.filters}
        .trackedPersonId=${this.trackedPersonId}
        .clockOffsetMs=${clockOffsetMs}
        .timeZone=${timeZone}
        @track=${(event: CustomEvent<PersonView>) => this.#toggleTracking(event.detail.personId)}
        @filters=${(event: CustomEvent<Partial<PeopleFilters>>) => this.#filter(event.detail)}
      ></w-people-panel>
      ${this.problem ? this.#problem() : nothing}
      <w-shortcuts-help
        .on=${this.view.keys}
        @keys=${(event: CustomEvent<boolean>) => this.#show({ keys: event.detail })}
      ></w-shortcuts-help>`;
  }

  #summary() {
    const { state, areaId, teamId } = this.filters;
    const { overview, clockOffsetMs } = this.liveState;
    return html`<div class="summary">
      <w-pause-banner
        .me=${this.me}
        .areas=${overview?.areas ?? []}
        .people=${overview?.people ?? []}
        .clockOffsetMs=${clockOffsetMs}
        .timeZone=${overview?.timeZone ?? 'UTC'}
      ></w-pause-banner
      ><w-site-summary
        .summary=${overview?.summary ?? null}
        .state=${state}
        .filtered=${state !== null || areaId !== null || teamId !== null}
        .onlyBlind=${this.onlyBlind && this.view.layout !== 'single'}
        @filters=${(event: CustomEvent<Partial<PeopleFilters>>) => this.#filter(event.detail)}
        @unknown=${() => this.#showGrid(false, 'auto')}
        @blind=${() => this.#showGrid(!this.onlyBlind || this.view.layout === 'single')}
      ></w-site-summary>
    </div>`;
  }

  #problem() {
    return html`<div class="problem" role="alert" data-testid="dashboard-problem">
      <span>${this.problem}</span>
      <button
        class="icon"
        aria-label=${msg('Close')}
        title=${msg('Close')}
        @click=${() => (this.problem = '')}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  /** A camera chosen by hand ends tracking. */
  showCamera(cameraId: string): void {
    this.problem = '';
    this.#untrack();
    this.#showLarge(cameraId);
  }

  /** Recorded by the server before it begins. */
  async trackPerson(personId: string): Promise<void> {
    this.problem = '';
    try {
      await recordTracking(personId);
      this.#followedTo = null;
      this.trackedPersonId = personId;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #toggleTracking(personId: string): void {
    if (this.trackedPersonId === personId) this.#untrack();
    else void this.trackPerson(personId);
  }

  #untrack(): void {
    this.trackedPersonId = null;
    this.#followedTo = null;
  }

  /** Only when they came to another camera: who steps through the pages meanwhile is not called back. */
  #followTracked(): void {
    if (this.trackedPersonId === null) return;
    const tracked = this.#tracked();
    if (!tracked) return this.#untrack();
    const { cameraId } = tracked;
    if (cameraId === null || cameraId === this.#followedTo) return;
    this.#followedTo = cameraId;
    // Of a camera that is not theirs to see the banner tells.
    if (!this.#cameras().some((camera) => camera.cameraId === cameraId)) return;
    if (this.view.layout === 'single') return this.#choose(cameraId);
    const page = this.feed.pageWith(cameraId);
    if (page === null) this.#showLarge(cameraId);
    else if (page !== this.view.page) this.#show({ page });
  }

  #showLarge(cameraId: string): void {
    if (this.view.layout !== 'single') {
      this.#fromGrid = true;
      this.#show({ layout: 'single' });
    }
    this.#choose(cameraId);
  }

  #showGrid(onlyBlind = false, grid = this.view.grid): void {
    this.onlyBlind = onlyBlind;
    this.#show({ layout: grid, grid, ...(onlyBlind ? { page: 0 } : {}) });
  }

  #show(change: Partial<FeedView>): void {
    if (change.layout === 'single') this.onlyBlind = false;
    this.view = { ...this.view, ...change };
    rememberView(this.view);
  }

  #filter(change: Partial<PeopleFilters>): void {
    this.filters = { ...this.filters, ...change };
    rememberFilters(this.filters);
  }

  #choose(cameraId: string): void {
    if (this.chosen === cameraId) return;
    this.chosen = cameraId;
    remember('camera', cameraId);
  }

  /** With no choice, or after the chosen camera was removed: the first that works, and then that one for good. */
  #chooseFirst(): void {
    const cameras = this.#cameras();
    if (cameras.some((camera) => camera.cameraId === this.chosen)) return;
    const first = cameras.find((camera) => camera.health.kind === 'seeing') ?? cameras[0];
    if (first) this.chosen = first.cameraId;
  }

  #onKey(event: KeyboardEvent): void {
    const shortcut = shortcutOf(event);
    if (!shortcut || !this.view.keys || isTaken(event)) return;
    if (this.#run(shortcut)) event.preventDefault();
  }

  /** False: there is nothing to do here. */
  #run(shortcut: Shortcut): boolean {
    const { kind } = shortcut;
    switch (kind) {
      case 'camera': {
        const camera = this.#cameras()[shortcut.index];
        if (camera) this.showCamera(camera.cameraId);
        return camera !== undefined;
      }
      case 'step':
        return this.#step(shortcut.by);
      case 'grid':
        return (this.#showGrid(), true);
      case 'back':
        if (!this.#fromGrid || this.view.layout !== 'single' || document.fullscreenElement) return false;
        this.#fromGrid = false;
        return (this.#showGrid(), true);
      case 'fullscreen':
        return (this.feed.toggleFullscreen(), true);
      case 'snapshot':
        return (void this.feed.snapshot(), this.view.layout === 'single');
      case 'help':
        return (void this.help.open(), true);
      default:
        return kind satisfies never;
    }
  }

  #step(by: 1 | -1): boolean {
    if (this.view.layout !== 'single') return (this.feed.stepPage(by), true);
    const cameras = this.#cameras();
    const index = cameras.findIndex(({ cameraId }) => cameraId === this.chosen);
    const next = cameras[(index + by + cameras.length) % cameras.length];
    if (next) this.showCamera(next.cameraId);
    return next !== undefined;
  }

  /** From the bell or another page. Taken out of the address: a reload shall not begin it again. */
  #readAddress(): void {
    if (!this.liveState.overview) return;
    const asked = new URLSearchParams(location.search);
    const [camera, person] = [asked.get('camera'), asked.get('track')];
    if (camera === null && person === null) return;
    history.replaceState(null, '', location.pathname);
    if (person !== null) void this.trackPerson(person);
    else if (this.#cameras().some(({ cameraId }) => cameraId === camera)) this.showCamera(camera ?? '');
    else this.problem = msg('This camera is not among those you may see, or it was removed.');
  }

  #keepStates(): void {
    this.#states.clear();
    for (const { personId, state } of this.liveState.overview?.people ?? [])
      this.#states.set(personId, state);
  }

  #tracked(): PersonView | null {
    const people = this.liveState.overview?.people ?? [];
    return people.find((person) => person.personId === this.trackedPersonId) ?? null;
  }

  #cameras(): CameraView[] {
    return this.liveState.overview?.cameras ?? [];
  }
}
