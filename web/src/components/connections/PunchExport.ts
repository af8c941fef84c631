import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { connectionsApi, type Days } from '../../api/connections.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import { connectionStyles } from './connectionStyles.ts';

/** As the server has it: more is asked for in parts. */
const daysMost = 92;
const dayMs = 24 * 60 * 60_000;

/** Who came and went, of chosen days, as a file. */
@customElement('w-punch-export')
export class PunchExport extends LitElement {
  static override styles = [
    shared,
    controls,
    connectionStyles,
    css`
      .days {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: end;
      }
      .days label {
        flex: 0 1 10.5rem;
      }
    `,
  ];

  /** Of the company: YYYY-MM-DD. */
  @property() today = '';
  /** Until somebody chooses: this month so far. */
  @state() private chosen: Partial<Days> = {};

  override render() {
    const days = { from: `${this.today.slice(0, 8)}01`, to: this.today, ...this.chosen };
    const wrong = wrongWith(days);
    return html`<h2>${msg('Punches as a file')}</h2>
      <p class="soft small">
        ${msg('Who came and went, seen by cameras or punched, for a payroll or a spreadsheet.')}
      </p>
      <div class="days">
        ${this.#date('from', msg('From'), days.from)} ${this.#date('to', msg('To'), days.to)}
        ${this.#file('csv', msg('CSV'), days, wrong)} ${this.#file('json', msg('JSON'), days, wrong)}
      </div>
      ${wrong === null ? nothing : html`<p class="wrong" role="alert">${wrong}</p>`}
      <details>
        <summary>${msg('What counts as coming and leaving')}</summary>
        <p class="soft small">
          ${msg('In: the first sighting, and the first one after somebody had left. Out: the last sighting before somebody left. Somebody left who was unseen for more than 5 minutes while every camera of the place saw, or for more than 4 hours in any case. A camera that fails makes nobody leave.')}
        </p>
        <p class="soft small">
          ${msg('Punches of terminals, badges and phones and those by hand stand beside them, as they came. The same days always give the same rows. All columns are explained in docs/connectors.md, which comes with this program.')}
        </p>
      </details>`;
  }

  #date(name: 'from' | 'to', label: string, value: string) {
    return html`<label class="field"
      >${label}
      <input
        type="date"
        max=${this.today}
        .value=${value}
        data-testid="export-${name}"
        @change=${(event: Event) => {
          this.chosen = { ...this.chosen, [name]: (event.target as HTMLInputElement).value };
        }}
    /></label>`;
  }

  #file(format: 'csv' | 'json', name: string, days: Days, wrong: string | null) {
    const content = html`${icon('download')}${name}`;
    if (wrong !== null)
      return html`<button disabled title=${wrong} data-testid="export-${format}">${content}</button>`;
    return html`<a
      class="button"
      href=${connectionsApi.punchesUrl(days, format)}
      download="punches-${days.from}-${days.to}.${format}"
      data-testid="export-${format}"
      >${content}</a
    >`;
  }
}

/** null: it can be asked for. */
function wrongWith({ from, to }: Days): string | null {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  if (Number.isNaN(days)) return msg('Choose both days.');
  if (days < 1) return msg('The last day is before the first.');
  const most = numberText(daysMost);
  return days > daysMost ? msg(str`At most ${most} days in one file.`) : null;
}
