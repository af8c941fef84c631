import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '@lit-labs/virtualizer';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { initials } from '../../peopleOrder.ts';
import { meanQuality } from '../../person/enrolment.ts';
import type { PeopleRow, SortKey, Sorting } from '../../person/peopleRows.ts';
import { percentText, problemWord, samplesText, stateWord } from '../../person/words.ts';
import { offWord } from '../../shifts/shiftWords.ts';
import { goneWords, wasHere } from '../../stateText.ts';
import { shared } from '../../styles.ts';
import { peopleTableStyles } from './peopleTableStyles.ts';

/** Everybody shown, of whom only those in the window are drawn. Fires `sort` with the column pressed. */
@customElement('w-people-table')
export class PeopleTable extends LitElement {
  static override styles = [shared, controls, peopleTableStyles];

  @property({ attribute: false }) rows: PeopleRow[] = [];
  @property({ attribute: false }) sorting: Sorting = { key: 'name', isDown: false };
  /** Records may be changed: enrolment is shown. */
  @property({ type: Boolean }) edits = false;
  /** Midnight of the site. */
  @property({ type: Number }) dayStartMs = 0;

  override render() {
    return html`<div
      class="table panel ${this.edits ? 'reads' : ''}"
      role="table"
      aria-label=${msg('People')}
      aria-rowcount=${this.rows.length + 1}
    >
      <div role="rowgroup">
        <div class="head" role="row" aria-rowindex="1">
          ${this.#columns().map((column) => this.#head(column))}
        </div>
      </div>
      <lit-virtualizer
        role="rowgroup"
        .items=${this.rows}
        .keyFunction=${({ personId }: PeopleRow) => personId}
        .renderItem=${(row: PeopleRow, index: number) => this.#row(row, index)}
      ></lit-virtualizer>
    </div>`;
  }

  #columns(): { key: SortKey; name: string }[] {
    return [
      { key: 'name', name: msg('Name') },
      { key: 'code', name: msg('Code') },
      { key: 'job', name: msg('Job') },
      { key: 'team', name: msg('Team') },
      { key: 'areas', name: msg('Areas') },
      { key: 'state', name: msg('State') },
      ...(this.edits ? [{ key: 'enrolment' as const, name: msg('Enrolment') }] : []),
    ];
  }

  #head({ key, name }: { key: SortKey; name: string }) {
    const isSorted = this.sorting.key === key;
    const order = this.sorting.isDown ? 'descending' : 'ascending';
    return html`<span role="columnheader" aria-sort=${isSorted ? order : 'none'}>
      <button
        class="sort ${isSorted ? order : ''}"
        title=${msg(str`Sort by ${name}`)}
        @click=${() => this.dispatchEvent(new CustomEvent('sort', { detail: key }))}
      >
        ${name}${isSorted ? icon('down') : nothing}
      </button>
    </span>`;
  }

  #row(row: PeopleRow, index: number) {
    const isGone = row.view !== null && row.state !== 'deactivated' && wasHere(row.view, this.dayStartMs);
    const { text, colour } = isGone ? goneWords(row) : stateWord(row.state);
    const offWhy = row.state === 'off' ? row.view?.offWhy : null;
    const why = offWhy ? html` <span class="soft small">${offWord(offWhy)}</span>` : nothing;
    return html`<div class="row" role="row" aria-rowindex=${index + 2} data-testid="enrolled-${row.personId}">
      <span class="who" role="cell">
        <span class="avatar" aria-hidden="true">${initials(row.name)}</span>
        <a class="cut" href="/people/${encodeURIComponent(row.personId)}" title=${row.name}>${row.name}</a>
      </span>
      ${cell('code', row.code)} ${cell('job', row.job)} ${cell('team', row.team)}
      ${cell('areas', row.areas.join(', '))}
      <span class="state" role="cell"><span class="chip ${colour}">${text}</span>${why}</span>
      ${this.edits ? html`<span class="enrolment" role="cell">${enrolment(row)}</span>` : nothing}
    </div>`;
  }
}

const cell = (name: string, text: string) =>
  html`<span class="cut ${name} ${text === '' ? 'none' : ''}" role="cell" title=${text || nothing}
    >${text || '–'}</span
  >`;

function enrolment({ person, badgeOnly, problems }: PeopleRow) {
  if (badgeOnly) return html`<span class="chip">${msg('Badge only')}</span>`;
  if (!person) return nothing;
  const [first] = problems;
  const quality = meanQuality(person.samples);
  return html`${
    first ? html`<span class="chip ${problemWord(first).colour}">${problemWord(first).text}</span>` : nothing
  }
  ${
    quality === null
      ? nothing
      : html`<span class="soft small">${samplesText(person)} · ${percentText(quality)}</span>`
  }`;
}
