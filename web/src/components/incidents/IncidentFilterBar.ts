import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { PersonView, TeamView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import {
  allIncidents,
  type IncidentFilters,
  incidentKinds,
  incidentStates,
  isFiltered,
} from '../../incidents.ts';
import { incidentKindText, incidentStateWord } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { asTree, teamsAsNested } from '../../nesting.ts';
import { isoDay, spanOfDay } from '../../person/siteDay.ts';
import { shared } from '../../styles.ts';
import type { PersonPicker } from '../PersonPicker.ts';
import '../PersonPicker.ts';

/** Which incidents are listed. Fires `filters` with all of them. */
@customElement('w-incident-filter-bar')
export class IncidentFilterBar extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      .bar {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
        gap: 0.6rem;
        align-items: end;
        padding: 0.8rem 1rem;
      }
      .bar > *,
      .bar input {
        min-width: 0;
      }
      .field button {
        justify-content: flex-start;
        width: 100%;
        font-weight: 400;
      }
      @media (max-width: 640px) {
        .bar {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ];

  @property({ attribute: false }) filters: IncidentFilters = allIncidents;
  @property({ attribute: false }) people: PersonView[] = [];
  @property({ attribute: false }) teams: TeamView[] = [];
  @property() timeZone = 'UTC';
  @query('w-person-picker') private picker!: PersonPicker;

  override render() {
    const { filters } = this;
    const person = this.people.find(({ personId }) => personId === filters.personId)?.name;
    return html`<div class="panel bar" role="group" aria-label=${msg('Filters')}>
        ${this.#select(
          'state',
          msg('State'),
          msg('All states'),
          incidentStates.map((id) => ({ id, text: incidentStateWord(id).text })),
        )}
        ${this.#select(
          'kind',
          msg('Kind'),
          msg('All kinds'),
          incidentKinds.map((id) => ({ id, text: incidentKindText(id) })),
        )}
        ${this.teams.length > 0 ? this.#teams() : nothing}
        <div class="field">
          <button
            data-testid="filter-person"
            title=${msg('Only one person')}
            aria-haspopup="dialog"
            @click=${() => void this.#choosePerson()}
          >
            ${icon('user')}<span class="cut">${person ?? msg('Everybody')}</span>
          </button>
        </div>
        ${this.#day('fromMs', msg('From'))} ${this.#day('toMs', msg('Up to'))}
        ${
          isFiltered(filters)
            ? html`<button data-testid="filter-clear" @click=${() => this.#tell(allIncidents)}>
                ${icon('close')}${msg('Show all')}
              </button>`
            : nothing
        }
      </div>
      <w-person-picker></w-person-picker>`;
  }

  #select(key: 'state' | 'kind', label: string, all: string, choices: { id: string; text: string }[]) {
    return html`<select
      aria-label=${label}
      data-testid="filter-${key}"
      @change=${(event: Event) => this.#change({ [key]: (event.target as HTMLSelectElement).value || null })}
    >
      <option value="" ?selected=${this.filters[key] === null}>${all}</option>
      ${choices.map(({ id, text }) => html`<option value=${id} ?selected=${this.filters[key] === id}>${text}</option>`)}
    </select>`;
  }

  #teams() {
    return html`<select
      aria-label=${msg('Team')}
      data-testid="filter-team"
      @change=${(event: Event) => this.#change({ teamId: (event.target as HTMLSelectElement).value || null })}
    >
      <option value="" ?selected=${this.filters.teamId === null}>${msg('All teams')}</option>
      ${asTree(teamsAsNested(this.teams)).map(
        ({ id, name, depth }) =>
          html`<option value=${id} ?selected=${this.filters.teamId === id}>
            ${'\u00a0\u00a0'.repeat(depth)}${name}
          </option>`,
      )}
    </select>`;
  }

  /** Of "up to" the whole day counts. */
  #day(key: 'fromMs' | 'toMs', label: string) {
    const ms = this.filters[key];
    const value = ms === null ? '' : isoDay(key === 'toMs' ? ms - 1 : ms, this.timeZone);
    return html`<label class="field"
      >${label}<input
        type="date"
        .value=${value}
        data-testid="filter-${key === 'fromMs' ? 'from' : 'to'}"
        @change=${(event: Event) => {
          const day = spanOfDay((event.target as HTMLInputElement).value, this.timeZone);
          this.#change({ [key]: day ? day[key] : null });
        }}
    /></label>`;
  }

  #choosePerson(): Promise<void> {
    const { personId } = this.filters;
    return this.picker.open({
      heading: msg('Whose incidents?'),
      text: msg('Absences of this person. Cameras and backups are left out then.'),
      choices: this.people.map(({ personId: id, name, job }) => ({ id, name, detail: job ?? '' })),
      chosen: personId === null ? [] : [personId],
      several: false,
      none: msg('Everybody'),
      save: ([id = null]) => Promise.resolve(this.#change({ personId: id })),
    });
  }

  #change(change: Partial<IncidentFilters>): void {
    this.#tell({ ...this.filters, ...change });
  }

  #tell(detail: IncidentFilters): void {
    this.dispatchEvent(new CustomEvent('filters', { detail }));
  }
}
