import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceView, PersonView } from '../../../../server/wire.ts';
import type { LogQuery } from '../../api/deviceLogs.ts';
import { cleaned, logSources, logStatuses, logVerifies } from '../../attendance/logFilters.ts';
import { sourceWord, statusWord, verifyWord } from '../../attendance/logWords.ts';
import { controls } from '../../controls.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { PersonPicker } from '../PersonPicker.ts';
import '../PersonPicker.ts';

/** Everything the log can be narrowed to. Fires `filters` with all of them. */
@customElement('w-log-filter-bar')
export class LogFilterBar extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(10rem, 46%), 1fr));
        gap: 0.6rem 0.75rem;
        align-items: end;
        padding: 0.9rem 1rem;
      }
      label.field,
      .field,
      input {
        min-width: 0;
      }
      form :is(input:not([type='checkbox']), select, .field button) {
        height: 2.35rem;
      }
      .field {
        display: grid;
        gap: 0.25rem;
        font-weight: 550;
      }
      .field button {
        justify-content: start;
        font-weight: 400;
        min-width: 0;
      }
      .last {
        grid-column: 1 / -1;
        justify-content: space-between;
      }
      .fold {
        display: none;
        justify-self: start;
      }
      /* On a phone the log itself is on the first screen. */
      @media (max-width: 640px) {
        .fold {
          display: inline-flex;
          grid-column: 1 / -1;
        }
        .folded .more {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) filters: LogQuery = {};
  @property({ attribute: false }) devices: readonly DeviceView[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @state() private unfolded = false;
  @query('w-person-picker') private picker!: PersonPicker;

  override render() {
    const {
      from = '',
      to = '',
      deviceId = '',
      search = '',
      status,
      verify,
      source,
      unmatched,
    } = this.filters;
    // What narrows the log is never hidden.
    const needed = [search || undefined, status, verify, source, unmatched].some(
      (each) => each !== undefined,
    );
    const isFolded = !this.unfolded && !needed;
    const devices = this.devices.map(({ deviceId: id, name }) => ({ value: id, text: name }));
    return html`<form
        class="panel ${isFolded ? 'folded' : ''}"
        aria-label=${msg('Filters')}
        @change=${(event: Event) => this.#changed(event)}
        @submit=${(event: Event) => event.preventDefault()}
      >
        <label class="field"
          >${msg('From')}<input name="from" type="date" data-testid="log-from" .value=${from}
        /></label>
        <label class="field"
          >${msg('Up to')}<input name="to" type="date" data-testid="log-to" .value=${to}
        /></label>
        ${this.#select('deviceId', msg('Terminal'), msg('All terminals'), devices, deviceId)}
        ${this.#person()} ${isFolded ? this.#unfold() : nothing} ${this.#ways()}
        <label class="field more"
          >${msg('Name or number')}<input
            name="search"
            type="search"
            maxlength="100"
            autocomplete="off"
            data-testid="log-search"
            .value=${search}
        /></label>
        <div class="last row">
          <label class="check more"
            ><input
              name="unmatched"
              type="checkbox"
              data-testid="log-unmatched"
              .checked=${unmatched === true}
            />${msg('Of nobody here')}</label
          >
          ${
            Object.keys(this.filters).length > 0
              ? html`<button type="button" data-testid="log-all" @click=${() => this.#tell({})}>
                  ${icon('close')}${msg('Show everything')}
                </button>`
              : nothing
          }
        </div>
      </form>
      <w-person-picker></w-person-picker>`;
  }

  #unfold() {
    return html`<button
      type="button"
      class="fold"
      data-testid="log-more-filters"
      @click=${() => (this.unfolded = true)}
    >
      ${icon('down')}${msg('More filters')}
    </button>`;
  }

  #ways() {
    const { status, verify, source = '' } = this.filters;
    return html`${this.#select(
      'status',
      msg('In or out'),
      msg('Everything'),
      logStatuses.map((each) => ({ value: String(each), text: statusWord(each).text })),
      status === undefined ? '' : String(status),
    )}
    ${this.#select(
      'verify',
      msg('Recognised by'),
      msg('Everything'),
      logVerifies.map((each) => ({ value: String(each), text: verifyWord(each) })),
      verify === undefined ? '' : String(verify),
    )}
    ${this.#select(
      'source',
      msg('How it came'),
      msg('Every way'),
      logSources.map((each) => ({ value: each, text: sourceWord(each) })),
      source,
    )}`;
  }

  #select(
    name: string,
    label: string,
    all: string,
    choices: { value: string; text: string }[],
    chosen: string,
  ) {
    return html`<label class=${name === 'deviceId' ? 'field' : 'field more'}
      >${label}<select name=${name} data-testid="log-${name}">
        <option value="" ?selected=${chosen === ''}>${all}</option>
        ${choices.map(({ value, text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select></label
    >`;
  }

  #person() {
    const chosen = this.people.find(({ personId }) => personId === this.filters.personId);
    return html`<div class="field">
      <span id="person">${msg('Person')}</span
      ><button
        type="button"
        id="chosen"
        aria-labelledby="person chosen"
        data-testid="log-person"
        @click=${() => void this.#choose()}
      >
        <span class="cut"
          >${chosen?.name ?? (this.filters.personId ? msg('Somebody who was removed') : msg('Everybody'))}</span
        >
      </button>
    </div>`;
  }

  #choose(): Promise<void> {
    const { personId } = this.filters;
    return this.picker.open({
      heading: msg('Whose punches'),
      text: msg('Only what is of this person is shown.'),
      choices: this.people.map(({ personId: id, name, code }) => ({ id, name, detail: code ?? '' })),
      chosen: personId === undefined ? [] : [personId],
      several: false,
      none: msg('Everybody'),
      save: ([id]) => Promise.resolve(this.#tell(cleaned({ ...this.filters, personId: id }))),
    });
  }

  #changed(event: Event): void {
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => formText(form, name).trim();
    const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)));
    this.#tell(
      cleaned({
        ...{ from: text('from'), to: text('to'), deviceId: text('deviceId'), search: text('search') },
        ...{ status: number('status'), verify: number('verify'), personId: this.filters.personId },
        source: logSources.find((each) => each === text('source')),
        unmatched: form.has('unmatched'),
      }),
    );
  }

  #tell(filters: LogQuery): void {
    this.dispatchEvent(new CustomEvent('filters', { detail: filters }));
  }
}
