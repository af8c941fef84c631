import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';
import './person/DayPanel.ts';

/** Where one person was today, over the live page. Who may corrects what was somebody else. */
@customElement('w-person-day')
export class PersonDay extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .page {
        justify-self: start;
      }
    `,
  ];

  @property() timeZone = 'UTC';
  @property({ type: Number }) clockOffsetMs = 0;
  @property({ type: Boolean }) admin = false;
  @property({ attribute: false }) people: PersonView[] = [];
  @state() private person: PersonView | null = null;
  @query('w-modal') private modal!: Modal;

  override render() {
    return html`<w-modal
      .heading=${this.person ? msg(str`Where ${this.person.name} was`) : ''}
      @closed=${() => (this.person = null)}
      >${this.person ? this.#body(this.person) : nothing}</w-modal
    >`;
  }

  async show(person: PersonView): Promise<void> {
    this.person = person;
    await this.modal.open();
  }

  #body(person: PersonView) {
    return html`<div class="stack">
      <a class="button page" href="/people/${encodeURIComponent(person.personId)}"
        >${icon('user')}${msg('Open their page')}</a
      >
      <w-day-panel
        .person=${person}
        .people=${this.people}
        .corrects=${this.admin}
        .nowMs=${Date.now() + this.clockOffsetMs}
        .timeZone=${this.timeZone}
      ></w-day-panel>
    </div>`;
  }
}
