import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CameraView, Me, PersonView } from '../../../server/wire.ts';
import type { PersonDay } from '../components/PersonDay.ts';
import type { Live } from '../live.ts';
import { can } from '../can.ts';
import { emptyState, type LiveState } from '../state.ts';
import { remember, remembered } from '../storage.ts';
import { shared } from '../styles.ts';
import '../components/CameraSwitch.ts';
import '../components/LiveFeed.ts';
import '../components/PeoplePanel.ts';
import '../components/PersonDay.ts';

/** The page that stays open all day. */
@customElement('w-dashboard')
export class Dashboard extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(25rem, 30rem);
        gap: var(--gap);
        height: 100%;
        padding: var(--gap);
      }
      /* Only dialogs: out of the grid, or it would get a row of its own. */
      w-person-day {
        position: absolute;
      }
      .left {
        display: grid;
        grid-template: minmax(20rem, 1fr) auto / minmax(0, 1fr);
        gap: var(--gap);
        min-height: 0;
        overflow: auto;
        /* Room for focus rings and shadows, which overflow: auto would cut. */
        margin: -4px;
        padding: 4px;
      }
      @media (max-width: 1000px) {
        :host {
          grid-template: auto / minmax(0, 1fr);
          height: auto;
        }
        .left {
          grid-template-rows: auto;
          overflow: visible;
        }
      }
      @media (max-width: 640px) {
        :host {
          padding: 0.5rem;
          gap: 0.5rem;
        }
        .left {
          gap: 0.5rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property({ attribute: false }) me: Me | null = null;
  @state() private chosen: string | null = remembered('camera');
  @state() private trackedPersonId: string | null = null;
  @query('w-person-day') private day!: PersonDay;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.live?.watch([]);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('liveState')) return;
    this.#followTracked();
    this.#chooseFirst();
  }

  override updated(): void {
    // Before the first overview nothing is known: leave the watch as it is.
    const watched = this.#watched();
    if (this.liveState.overview) this.live?.watch(watched ? [watched.cameraId] : []);
  }

  override render() {
    const { overview, clockOffsetMs } = this.liveState;
    const cameras = overview?.cameras ?? [];
    const watched = this.#watched();
    const timeZone = overview?.timeZone ?? 'UTC';
    return html`<h1 class="hidden-text">Live</h1>
      <div class="left">
        <w-live-feed
          .live=${this.live}
          .camera=${watched}
          .number=${watched ? cameras.indexOf(watched) + 1 : 0}
          .tracked=${this.#tracked()}
          .connected=${this.liveState.connected}
          .clockOffsetMs=${clockOffsetMs}
          .timeZone=${timeZone}
          .admin=${can(this.me, 'create CameraFile')}
          @untrack=${() => (this.trackedPersonId = null)}
          @day=${(event: CustomEvent<string>) => this.#showDay(event.detail)}
        ></w-live-feed>
        <w-camera-switch
          ?hidden=${cameras.length === 0}
          .cameras=${cameras}
          .chosen=${watched?.cameraId ?? null}
          @choose=${(event: CustomEvent<string>) => this.showCamera(event.detail)}
        ></w-camera-switch>
      </div>
      <w-people-panel
        .people=${overview?.people ?? []}
        .summary=${overview?.summary ?? null}
        .trackedPersonId=${this.trackedPersonId}
        .clockOffsetMs=${clockOffsetMs}
        .timeZone=${timeZone}
        .admin=${can(this.me, 'create CameraFile')}
        @track=${(event: CustomEvent<PersonView>) => this.#toggleTracking(event.detail)}
        @day=${(event: CustomEvent<PersonView>) => this.day.show(event.detail)}
      ></w-people-panel>
      <w-person-day
        .timeZone=${timeZone}
        .clockOffsetMs=${clockOffsetMs}
        .admin=${can(this.me, 'create CameraFile')}
        .people=${overview?.people ?? []}
      ></w-person-day>`;
  }

  #showDay(personId: string): void {
    const person = this.liveState.overview?.people.find((each) => each.personId === personId);
    if (person) void this.day.show(person);
  }

  /** A camera chosen by hand ends tracking. */
  showCamera(cameraId: string): void {
    this.trackedPersonId = null;
    this.#choose(cameraId);
  }

  trackPerson(personId: string): void {
    this.trackedPersonId = personId;
    this.#followTracked();
  }

  #toggleTracking(person: PersonView): void {
    if (this.trackedPersonId === person.personId) this.trackedPersonId = null;
    else this.trackPerson(person.personId);
  }

  #followTracked(): void {
    const tracked = this.#tracked();
    if (tracked?.cameraId) this.#choose(tracked.cameraId);
    else if (this.liveState.overview) this.trackedPersonId = null;
  }

  #choose(cameraId: string): void {
    if (this.chosen === cameraId) return;
    this.chosen = cameraId;
    remember('camera', cameraId);
  }

  /** With no choice, or after the chosen camera was removed: the first that works, and then that one for good. */
  #chooseFirst(): void {
    const cameras = this.liveState.overview?.cameras ?? [];
    if (cameras.some((camera) => camera.cameraId === this.chosen)) return;
    const first = cameras.find((camera) => camera.health.kind === 'seeing') ?? cameras[0];
    if (first) this.chosen = first.cameraId;
  }

  #tracked(): PersonView | null {
    const people = this.liveState.overview?.people ?? [];
    return people.find((person) => person.personId === this.trackedPersonId) ?? null;
  }

  #watched(): CameraView | null {
    const cameras = this.liveState.overview?.cameras ?? [];
    return cameras.find((camera) => camera.cameraId === this.chosen) ?? null;
  }
}
