import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Overview, PersonSnooze } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { incidentsApi } from '../../api/incidents.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { momentText } from '../../time.ts';

/** About whom nothing is told for a while. Fires `changed`. */
@customElement('w-snooze-list')
export class SnoozeList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      ul {
        margin-top: 0.6rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3rem 0.6rem;
        min-height: 2.8rem;
        padding: 0.3rem 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) snoozes: PersonSnooze[] = [];
  @property({ attribute: false }) overview: Overview | null = null;
  @property({ type: Number }) nowMs = 0;
  @property({ type: Boolean }) ends = false;
  @state() private problem = '';

  override render() {
    const zone = this.overview?.timeZone ?? 'UTC';
    return html`<h2>${msg('Nothing is told about')}</h2>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${
        this.snoozes.length === 0
          ? html`<p class="soft small">
              ${msg('Nobody is left out. An incident’s menu can silence a person for a while.')}
            </p>`
          : html`<ul data-testid="snoozes">
              ${this.snoozes.map(({ personId, untilMs, by }) => {
                const name = this.#nameOf(personId);
                const until = momentText(untilMs, this.nowMs, zone);
                return html`<li>
                  ${icon('snooze')}
                  <span class="grow wrap"
                    ><strong>${name}</strong>
                    <span class="soft small">${msg(str`until ${until}, by ${by}`)}</span></span
                  >
                  ${
                    this.ends
                      ? html`<button data-testid="end-snooze" @click=${() => void this.#end(personId)}>
                          ${msg('Tell again')}
                        </button>`
                      : nothing
                  }
                </li>`;
              })}
            </ul>`
      }`;
  }

  async #end(personId: string): Promise<void> {
    this.problem = '';
    try {
      await incidentsApi.wakePerson(personId);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #nameOf(personId: string): string {
    return (
      this.overview?.people.find((person) => person.personId === personId)?.name ?? msg('somebody removed')
    );
  }
}
