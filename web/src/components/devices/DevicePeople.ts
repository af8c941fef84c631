import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DevicePersonState, DevicePersonView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { controls } from '../../controls.ts';
import {
  heldText,
  inPersonOrder,
  personStateName,
  personStates,
  personStateWord,
} from '../../devices/devicePersonWords.ts';
import { icon } from '../../icons.ts';
import type { Live } from '../../live.ts';
import { Rereading } from '../../Rereading.ts';
import { shared } from '../../styles.ts';
import { exactText, numberText } from '../../time.ts';

const shownMost = 100;
/** Bringing somebody takes seconds, and nobody tells the page. */
const readEveryMs = 5000;

/** Who is on a terminal, who should be, and how far that is so. */
@customElement('w-device-people')
export class DevicePeople extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.8rem;
      }
      .top {
        justify-content: space-between;
      }
      .filters button[aria-pressed='true'] {
        color: var(--on-accent);
        background: var(--accent);
        border-color: var(--accent);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3rem 0.9rem;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      .who {
        flex: 1 1 12rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .why {
        flex-basis: 100%;
        color: var(--bad);
      }
      input[type='search'] {
        max-width: 21rem;
      }
    `,
  ];

  @property({ attribute: false }) live: Live | null = null;
  @property() deviceId = '';
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @state() private people: DevicePersonView[] | null = null;
  /** null: all. */
  @state() private shown: DevicePersonState | null = null;
  @state() private search = '';
  @state() private told = '';
  @state() private problem = '';
  readonly #reading = new Rereading(this, () => this.#read(), readEveryMs);

  override render() {
    const { people } = this;
    return html`${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
    ${people ? this.#all(people) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}`;
  }

  #all(people: DevicePersonView[]) {
    return html`<div class="row top">
        ${people.length > 0 ? this.#filters(people) : html`<p class="soft">${msg('Nobody is on it, and nobody should be: people come by their areas.')}</p>`}
        ${
          this.edits
            ? html`<button data-testid="sync-now" @click=${() => void this.#sync()}>
                ${icon('refresh')}${msg('Synchronise now')}
              </button>`
            : nothing
        }
      </div>
      ${this.told ? html`<p class="soft" role="status" data-testid="sync-told">${this.told}</p>` : nothing}
      ${people.length > 0 ? this.#list(people) : nothing}`;
  }

  #filters(people: DevicePersonView[]) {
    const count = (state: DevicePersonState) => people.filter((each) => each.state === state).length;
    return html`<div class="row filters" role="group" aria-label=${msg('Show')}>
      ${this.#filter(null, msg(str`All: ${numberText(people.length)}`))}
      ${personStates
        .filter((state) => count(state) > 0)
        .map((state) => this.#filter(state, `${personStateName(state)}: ${numberText(count(state))}`))}
    </div>`;
  }

  #filter(state: DevicePersonState | null, text: string) {
    return html`<button
      aria-pressed=${this.shown === state}
      data-testid="people-${state ?? 'all'}"
      @click=${() => (this.shown = state)}
    >
      ${text}
    </button>`;
  }

  #list(people: DevicePersonView[]) {
    const wanted = this.search.trim().toLowerCase();
    const found = people.filter(
      ({ state, person, userId }) =>
        (this.shown === null || this.shown === state) &&
        (wanted === '' || `${person ?? ''} ${userId}`.toLowerCase().includes(wanted)),
    );
    const more = found.length - shownMost;
    return html`<input
        type="search"
        aria-label=${msg('Search by name or number')}
        placeholder=${msg('Search by name or number')}
        .value=${this.search}
        data-testid="people-search"
        @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
      />
      ${
        found.length === 0
          ? html`<p class="soft">${msg('Nobody fits.')}</p>`
          : html`<ul data-testid="device-people">
              ${inPersonOrder(found)
                .slice(0, shownMost)
                .map((each) => this.#person(each))}
            </ul>`
      }
      ${more > 0 ? html`<p class="soft small">${msg(str`And ${numberText(more)} more. Search to find them.`)}</p>` : nothing}`;
  }

  #person(view: DevicePersonView) {
    const { userId, personId, person, state, wanted, problem, confirmedAtMs } = view;
    const { text, colour } = personStateWord(state, wanted);
    const held = heldText(view);
    const since = confirmedAtMs === null ? nothing : exactText(confirmedAtMs, this.timeZone);
    return html`<li data-testid="on-device-${userId}">
      <div class="who">
        ${
          personId === null
            ? html`<strong>${userId}</strong>`
            : html`<a href="/people/${encodeURIComponent(personId)}">${person}</a>
                <span class="soft small">${userId}</span>`
        }
      </div>
      ${held ? html`<span class="soft small">${held}</span>` : nothing}
      <span class="chip ${colour}" title=${since}>${text}</span>
      ${problem === null ? nothing : html`<p class="why small">${problem}</p>`}
    </li>`;
  }

  async #sync(): Promise<void> {
    try {
      await devicesApi.sync(this.deviceId);
      this.told = msg('It is looked at now; what changes is shown here.');
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.#reading.now();
  }

  async #read(): Promise<void> {
    try {
      this.people = await devicesApi.people(this.deviceId);
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
