import { msg } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { hoursApi } from '../../api/hours.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { hoursStyles } from './hoursStyles.ts';

/** Rows once more, for whoever lost a file. */
@customElement('w-hours-days')
export class HoursDays extends LitElement {
  static override styles = [shared, controls, hoursStyles];

  @property() zone = 'UTC';
  @state() private chosen: { from?: string; to?: string } = {};

  override render() {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: this.zone }).format(Date.now());
    const { from = `${today.slice(0, 8)}01`, to = today } = this.chosen;
    const wrong = from === '' || to === '' ? msg('Choose both days.') : null;
    const why = wrong ?? (to < from ? msg('The last day is before the first.') : null);
    const content = html`${icon('download')}${msg('Download')}`;
    return html`<p class="soft">
        ${msg('In the layout that is saved, whether they were written or not. They stay as they are: what waits is written all the same.')}
      </p>
      <div class="days">
        ${this.#date('from', msg('From'), from)} ${this.#date('to', msg('To'), to)}
        ${
          why === null
            ? html`<a class="button" download href=${hoursApi.fileAt(from, to)} data-testid="hours-download"
                >${content}</a
              >`
            : html`<button disabled title=${why} data-testid="hours-download">${content}</button>`
        }
      </div>
      ${why === null ? '' : html`<p class="wrong" role="alert">${why}</p>`}`;
  }

  #date(name: 'from' | 'to', label: string, value: string) {
    return html`<label class="field"
      >${label}
      <input
        type="date"
        .value=${value}
        data-testid="hours-day-${name}"
        @change=${(event: Event) =>
          (this.chosen = { ...this.chosen, [name]: (event.target as HTMLInputElement).value })}
    /></label>`;
  }
}
