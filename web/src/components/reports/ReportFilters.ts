import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AreaView, PersonView, ReportQuery, TeamView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { areasAsNested, asTree, type Placed, teamsAsNested } from '../../nesting.ts';
import {
  type Preset,
  presetOf,
  presets,
  rangeOf,
  type ReportPlace,
  stepped,
} from '../../reports/reportAddress.ts';
import { shared } from '../../styles.ts';

/** Days, person, team and area of a report. Fires `place` with what changes. */
@customElement('w-report-filters')
export class ReportFilters extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
      }
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.15rem;
        min-width: 0;
        flex: 1 1 9rem;
        max-width: 15rem;
        font-size: 0.8rem;
        color: var(--soft);
      }
      .days {
        display: flex;
        flex: 0 1 auto;
        gap: 0.5rem;
        align-items: end;
      }
      .days label {
        flex: 0 1 9.5rem;
      }
      @media (max-width: 640px) {
        label {
          flex: 1 1 45%;
          max-width: none;
        }
        .days {
          flex: 1 1 100%;
        }
        .days label {
          flex: 1 1 0;
          min-width: 0;
        }
        .days {
          gap: 0.2rem;
        }
        .days button.icon {
          min-width: 2rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) query: ReportQuery = { from: '', to: '' };
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property({ attribute: false }) areas: readonly AreaView[] = [];
  @property() today = '';

  override render() {
    const { query } = this;
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      ${this.#preset()} ${this.#dates()}
      ${this.#choose('teamId', msg('Team'), msg('All teams'), asTree(teamsAsNested(this.teams)))}
      ${this.#choose('areaId', msg('Works in'), msg('All areas'), asTree(areasAsNested(this.areas)))}
      ${this.#person(query)}
    </form>`;
  }

  #preset() {
    const chosen = presetOf(this.query, this.today);
    return html`<label
      >${msg('Days')}
      <select
        data-testid="report-preset"
        @change=${(event: Event) => this.#choosePreset((event.target as HTMLSelectElement).value)}
      >
        ${presets.map(
          (preset) =>
            html`<option value=${preset} ?selected=${preset === chosen}>${presetWord(preset)}</option>`,
        )}
        ${chosen === null ? html`<option value="" selected>${msg('Chosen days')}</option>` : nothing}
      </select></label
    >`;
  }

  #dates() {
    const { from, to } = this.query;
    const later = stepped(this.query, 1);
    const atEnd = later.from > this.today;
    return html`<div class="days">
      <button
        class="icon"
        type="button"
        data-testid="report-earlier"
        aria-label=${msg('The days before')}
        title=${msg('The days before')}
        @click=${() => this.#set(stepped(this.query, -1))}
      >
        ${icon('back')}
      </button>
      ${this.#date('from', msg('From'), from)} ${this.#date('to', msg('To'), to)}
      <button
        class="icon"
        type="button"
        data-testid="report-later"
        aria-label=${msg('The days after')}
        title=${atEnd ? msg('The future is not known yet') : msg('The days after')}
        ?disabled=${atEnd}
        @click=${() => this.#set(stepped(this.query, 1))}
      >
        ${icon('right')}
      </button>
    </div>`;
  }

  #date(name: 'from' | 'to', label: string, value: string) {
    return html`<label
      >${label}
      <input
        type="date"
        data-testid="report-${name}"
        required
        max=${this.today}
        .value=${value}
        @change=${(event: Event) => this.#chooseDate(name, event.target as HTMLInputElement)}
    /></label>`;
  }

  #choose(key: 'teamId' | 'areaId', label: string, all: string, places: Placed[]) {
    if (places.length === 0) return nothing;
    const chosen = this.query[key] ?? '';
    return html`<label
      >${label}
      <select
        data-testid="report-${key}"
        @change=${(event: Event) => this.#set({ [key]: (event.target as HTMLSelectElement).value })}
      >
        <option value="" ?selected=${chosen === ''}>${all}</option>
        ${places.map(
          ({ id, name, depth }) =>
            html`<option value=${id} ?selected=${chosen === id}>
              ${'\u00a0\u00a0'.repeat(depth)}${name}
            </option>`,
        )}
      </select></label
    >`;
  }

  #person({ personId = '' }: ReportQuery) {
    const people = this.people.toSorted((a, b) => a.name.localeCompare(b.name));
    return html`<label
      >${msg('Person')}
      <select
        data-testid="report-person"
        @change=${(event: Event) => this.#set({ personId: (event.target as HTMLSelectElement).value })}
      >
        <option value="" ?selected=${personId === ''}>${msg('Everybody')}</option>
        ${
          personId && !people.some((person) => person.personId === personId)
            ? html`<option value=${personId} selected>${msg('Somebody who left')}</option>`
            : nothing
        }
        ${people.map(
          (person) =>
            html`<option value=${person.personId} ?selected=${person.personId === personId}>
              ${person.name}
            </option>`,
        )}
      </select></label
    >`;
  }

  #choosePreset(preset: string): void {
    const known = presets.find((each) => each === preset);
    if (!known) return;
    // Today goes on being today tomorrow.
    this.#set(known === 'today' ? { from: null, to: null } : rangeOf(known, this.today));
  }

  #chooseDate(name: 'from' | 'to', input: HTMLInputElement): void {
    if (!input.value || !input.checkValidity()) return;
    const { from, to } =
      name === 'from' ? { ...this.query, from: input.value } : { ...this.query, to: input.value };
    this.#set(from <= to ? { from, to } : { from: input.value, to: input.value });
  }

  #set(detail: Partial<ReportPlace>): void {
    this.dispatchEvent(new CustomEvent('place', { detail }));
  }
}

function presetWord(preset: Preset): string {
  switch (preset) {
    case 'today':
      return msg('Today');
    case 'yesterday':
      return msg('Yesterday');
    case 'thisWeek':
      return msg('This week');
    case 'lastWeek':
      return msg('Last week');
    case 'thisMonth':
      return msg('This month');
    case 'lastMonth':
      return msg('Last month');
    default:
      return preset satisfies never;
  }
}
