import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { IncidentDetails, IncidentView } from '../../../server/wire.ts';
import { ApiError, sentenceOf } from '../api.ts';
import { type IncidentQuery, incidentsApi } from '../api/incidents.ts';
import { can } from '../can.ts';
import type { ActDialog } from '../components/incidents/ActDialog.ts';
import { type Asked, mayAct } from '../components/incidents/incidentActions.ts';
import type { IncidentRow } from '../components/incidents/IncidentRow.ts';
import { ToldOf } from '../components/incidents/ToldOf.ts';
import type { Modal } from '../components/Modal.ts';
import { allIncidents, byUrgency, fits, type IncidentFilters, isFiltered, newestOf } from '../incidents.ts';
import { icon } from '../icons.ts';
import { navigate } from '../router.ts';
import { isTaken } from '../shortcuts.ts';
import { serverNowMs } from '../state.ts';
import { Ticking } from '../Ticking.ts';
import { numberText } from '../time.ts';
import { incidentsPageStyles } from './incidentsPageStyles.ts';
import { Page } from './Page.ts';
import '../components/incidents/ActDialog.ts';
import '../components/incidents/IncidentFilterBar.ts';
import '../components/incidents/IncidentRow.ts';
import '../components/incidents/IncidentStory.ts';
import '../components/Modal.ts';

const screenful = 20;
const pagesMax = 10;

/** What deserves attention: what lasts, live, and what was. At `/incidents/ID` one of them is open. */
@customElement('w-incidents-page')
export class IncidentsPage extends Page {
  static override styles = [...Page.styles, incidentsPageStyles];

  @state() private filters: IncidentFilters = allIncidents;
  /** As the server answered, those that last among them. */
  @state() private fetched: IncidentView[] | null = null;
  @state() private busy = false;
  @state() private problem = '';
  /** About whom nothing is told from now on, as somebody just asked. */
  @state() private quiet = '';
  @state() private gone = false;
  @query('w-act-dialog') private dialog!: ActDialog;
  @query('w-modal') private modal!: Modal;
  readonly #told = new ToldOf(this);
  /** Where the next, older page begins; null: there is none. */
  #older: string | null = null;

  constructor() {
    super();
    new Ticking(this);
    this.addEventListener('keydown', (event) => this.#onKey(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read(null);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('subjectId')) void this.#openStory();
    if (changed.has('liveState') || changed.has('subjectId')) this.#told.want(this.#inSight());
  }

  override render() {
    const lasting = this.#lasting();
    return html`<div class="top">
        <h1>${msg('Incidents')}</h1>
        ${
          can(this.me, 'read Policy')
            ? html`<a class="button" href="/escalation">${icon('escalation')}${msg('Who is told when')}</a>`
            : nothing
        }
        ${
          this.me?.demo
            ? html`<a class="button" href="/demo-phone">${icon('phone')}${msg('Demo phone')}</a>`
            : nothing
        }
        <a class="button" href="/teams/help">${icon('help')}${msg('How it works')}</a>
      </div>
      <w-incident-filter-bar
        .filters=${this.filters}
        .people=${this.liveState.overview?.people ?? []}
        .teams=${this.liveState.overview?.teams ?? []}
        .timeZone=${this.#zone()}
        @filters=${(event: CustomEvent<IncidentFilters>) => this.#filter(event.detail)}
      ></w-incident-filter-bar>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div role="status">
        ${
          this.quiet
            ? html`<p class="quiet" data-testid="quiet">
                ${icon('snooze')}${msg(str`Nothing is told about ${this.quiet} for a while.`)}
                <a href="/escalation#quiet">${msg('See who else')}</a>
              </p>`
            : nothing
        }
      </div>
      <div @asked=${(event: CustomEvent<Asked>) => void this.#asked(event.detail)}>
        ${this.#now(lasting)} ${this.#earlier()} ${this.#story()}
      </div>
      <w-act-dialog
        .nowMs=${this.#nowMs()}
        .timeZone=${this.#zone()}
        @acted=${(event: CustomEvent<IncidentView>) => this.#acted(event.detail)}
      ></w-act-dialog>`;
  }

  #now(lasting: IncidentView[]) {
    const count = numberText(lasting.length);
    return html`<section aria-labelledby="now">
      <div class="heading">
        <h2 id="now">${lasting.length > 0 ? msg(str`Now: ${count}`) : msg('Now')}</h2>
        ${
          lasting.length > 1 && can(this.me, 'update Incident')
            ? html`<span class="soft small keys"
                >${msg(html`<kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>A</kbd> acknowledges, <kbd>Enter</kbd> opens`)}</span
              >`
            : nothing
        }
      </div>
      ${lasting.length > 0 ? this.#list(lasting, 'open-incidents') : this.#allIsWell()}
    </section>`;
  }

  #allIsWell() {
    return html`<p class="panel empty" data-testid="no-incidents">
      ${icon('check')}
      ${
        isFiltered(this.filters)
          ? msg('Nothing that lasts fits these filters.')
          : msg('Nobody is missing, and every camera sees. What happens appears here by itself.')
      }
    </p>`;
  }

  #earlier() {
    const over = this.#over();
    if (this.fetched === null && this.problem === '')
      return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (over.length === 0)
      return isFiltered(this.filters)
        ? html`<p class="soft none">${msg('No earlier incident fits these filters.')}</p>`
        : nothing;
    return html`<section aria-labelledby="earlier">
      <div class="heading"><h2 id="earlier">${msg('Earlier')}</h2></div>
      ${this.#list(over, 'past-incidents')}
      ${
        this.#older !== null
          ? html`<p class="more">
              <button
                ?disabled=${this.busy}
                data-testid="incidents-more"
                @click=${() => void this.#read(this.#older)}
              >
                ${msg('Show older')}
              </button>
            </p>`
          : nothing
      }
    </section>`;
  }

  #list(incidents: IncidentView[], id: string) {
    return html`<ul class="panel list" data-testid=${id}>
      ${repeat(
        incidents,
        ({ incidentId }) => incidentId,
        (incident) =>
          html`<li
            class=${incident.endedAtMs === null && !incident.acknowledged ? 'waits' : ''}
            data-testid="incident-${incident.incidentId}"
            data-state=${incident.state}
          >
            <w-incident-row
              .incident=${incident}
              .details=${incident.endedAtMs === null ? this.#told.of(incident.incidentId) : null}
              .teams=${this.liveState.overview?.teams ?? []}
              .me=${this.me}
              .nowMs=${this.#nowMs()}
              .timeZone=${this.#zone()}
            ></w-incident-row>
          </li>`,
      )}
    </ul>`;
  }

  #story() {
    const details = this.#opened();
    return html`<w-modal
      class="story"
      .heading=${msg('Incident')}
      @closed=${() => this.subjectId && navigate('/incidents')}
    >
      ${
        this.gone
          ? html`<p class="empty" data-testid="incident-gone">
              ${icon('incident')}${msg('There is no such incident, or it is not among those you may see.')}
            </p>`
          : html`<w-incident-story
              .details=${details}
              .teams=${this.liveState.overview?.teams ?? []}
              .me=${this.me}
              .nowMs=${this.#nowMs()}
              .timeZone=${this.#zone()}
            ></w-incident-story>`
      }
    </w-modal>`;
  }

  /** The newest of what was asked and what was heard since. */
  #opened(): IncidentDetails | null {
    const details = this.#told.of(this.subjectId);
    const heard = this.#heard().find(({ incidentId }) => incidentId === this.subjectId);
    return details && { ...details, ...heard };
  }

  async #openStory(): Promise<void> {
    await this.updateComplete;
    if (!this.subjectId) return this.modal.close();
    const asked = this.subjectId;
    this.gone = false;
    await this.modal.open();
    try {
      await incidentsApi.incident(asked).then(() => this.#told.ask(asked));
    } catch (error) {
      if (asked !== this.subjectId) return;
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.gone = true;
      else this.problem = sentenceOf(error);
    }
  }

  #heard(): IncidentView[] {
    return [...(this.liveState.overview?.incidents ?? []), ...this.liveState.endedIncidents];
  }

  /** What lasts is known from the open connection alone: it is never older than that. */
  #lasting(): IncidentView[] {
    const { incidents = [], teams = [] } = this.liveState.overview ?? {};
    return byUrgency(incidents.filter((incident) => fits(incident, this.filters, teams)));
  }

  #over(): IncidentView[] {
    const teams = this.liveState.overview?.teams ?? [];
    const lasting = new Set(this.liveState.overview?.incidents.map(({ incidentId }) => incidentId));
    return newestOf(this.liveState.endedIncidents, this.fetched ?? []).filter(
      (incident) =>
        incident.endedAtMs !== null &&
        !lasting.has(incident.incidentId) &&
        fits(incident, this.filters, teams),
    );
  }

  #inSight(): IncidentView[] {
    const opened = this.#heard().filter(({ incidentId }) => incidentId === this.subjectId);
    return [...new Set([...opened, ...this.#lasting()])];
  }

  #filter(filters: IncidentFilters): void {
    this.filters = filters;
    void this.#read(null);
  }

  /** Teams and the last day are narrowed here: it reads on until a screen is full, but never for ever. */
  async #read(before: string | null): Promise<void> {
    const { filters } = this;
    const teams = this.liveState.overview?.teams ?? [];
    this.busy = true;
    try {
      let found = before === null ? [] : (this.fetched ?? []);
      const wanted = found.length + screenful;
      let from = before;
      let more = true;
      for (let page = 0; page < pagesMax && more && found.length < wanted; page++) {
        const answer = await incidentsApi.incidents(queryOf(filters), from);
        if (filters !== this.filters) return;
        found = [...found, ...answer.incidents.filter((incident) => fits(incident, filters, teams))];
        from = answer.incidents.at(-1)?.incidentId ?? null;
        more = answer.more;
      }
      this.fetched = found;
      this.#older = more ? from : null;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #asked(asked: Asked): Promise<void> {
    if ('action' in asked) return this.dialog.open(asked.incident, asked.action);
    const { incidentId, subjectId } = asked.incident;
    try {
      if ('personMinutes' in asked) {
        await incidentsApi.snoozePerson(subjectId, asked.personMinutes);
        this.#acted(asked.incident);
        this.quiet = asked.incident.name;
      } else this.#acted(await incidentsApi.snooze(incidentId, asked.snoozeMinutes));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  /** The list follows by the open connection; who was told is asked again. */
  #acted({ incidentId }: IncidentView): void {
    this.problem = '';
    void this.#told.ask(incidentId);
  }

  #onKey(event: KeyboardEvent): void {
    if (isTaken(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...this.renderRoot.querySelectorAll<IncidentRow>('.list w-incident-row')];
    const path = event.composedPath();
    const index = rows.findIndex((row) => path.includes(row));
    if (index < 0) return;
    const incident = rows[index]?.incident;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = rows[index + (event.key === 'ArrowDown' ? 1 : -1)];
      next?.renderRoot.querySelector<HTMLElement>('h3 a')?.focus();
      event.preventDefault();
    } else if (event.key.toLowerCase() === 'a' && incident && mayAct(this.me, incident)) {
      if (!incident.acknowledged) void this.dialog.open(incident, 'acknowledge');
      event.preventDefault();
    }
  }

  #nowMs(): number {
    return serverNowMs(this.liveState, Date.now());
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }
}

function queryOf({ state, kind, personId, fromMs }: IncidentFilters): IncidentQuery {
  return {
    ...(state && { state }),
    ...(kind && { kind }),
    ...(personId && { subjectId: personId }),
    ...(fromMs !== null && { since: fromMs }),
  };
}
