import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErasureReceipt, Person } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

/** Somebody leaves: for a while, or for good. Fires `changed`, and `erased` with the receipt. */
@customElement('w-end-panel')
export class EndPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .end {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) person: Person | null = null;
  @property() timeZone = 'UTC';
  /** May erase, not only deactivate. */
  @property({ type: Boolean }) erases = false;
  @state() private problem = '';
  @state() private typed = '';
  @state() private busy = false;
  @query('w-modal') private modal!: Modal;

  override render() {
    const { person } = this;
    if (!person) return nothing;
    const notice = this.problem
      ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`
      : nothing;
    return html`<div class="stack">
      ${notice}
      ${person.deactivatedAtMs === null ? this.#active(person) : this.#gone(person, person.deactivatedAtMs)}
      ${this.erases ? this.#erasing(person, notice) : nothing}
    </div>`;
  }

  #active(person: Person) {
    return html`<p class="soft small">
        ${msg('Deactivated people are neither recognised nor missed. Their record and samples stay, and they can come back.')}
      </p>
      <div>
        <button data-testid="deactivate" @click=${() => void this.#deactivate(person, true)}>
          ${icon('archive')}${msg('Deactivate')}
        </button>
      </div>`;
  }

  #gone(person: Person, atMs: number) {
    return html`<p>${msg(str`Deactivated on ${dateText(atMs, this.timeZone)}.`)}</p>
      <div>
        <button data-testid="reactivate" @click=${() => void this.#deactivate(person, false)}>
          ${icon('undo')}${msg('Activate again')}
        </button>
      </div>`;
  }

  #erasing(person: Person, notice: unknown) {
    const isTyped = this.typed.trim() === person.name;
    return html`<div>
        <button class="danger" data-testid="erase" @click=${() => void this.#open()}>
          ${icon('trash')}${msg('Delete for good')}
        </button>
      </div>
      <w-modal .heading=${msg(str`Delete ${person.name}?`)}>
        <form class="stack" @submit=${(event: SubmitEvent) => void this.#erase(event, person)}>
          <p>
            ${msg('The record, the samples, the consent, leave and where they were are erased. This cannot be undone. You get a receipt.')}
          </p>
          <label class="field"
            >${msg(str`Type ${person.name} to confirm`)}
            <input
              autocomplete="off"
              data-testid="erase-name"
              .value=${this.typed}
              @input=${(event: InputEvent) => (this.typed = (event.target as HTMLInputElement).value)}
            />
          </label>
          ${notice}
          <div class="row end">
            <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
            <button
              class="danger"
              data-testid="erase-confirm"
              ?disabled=${!isTyped || this.busy}
              title=${isTyped ? nothing : msg('Type the name first')}
            >
              ${msg('Delete for good')}
            </button>
          </div>
        </form>
      </w-modal>`;
  }

  async #open(): Promise<void> {
    this.typed = '';
    this.problem = '';
    await this.modal.open();
  }

  async #deactivate({ personId }: Person, deactivated: boolean): Promise<void> {
    this.problem = '';
    try {
      await peopleApi.change(personId, { deactivated });
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #erase(event: SubmitEvent, { personId }: Person): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = '';
    try {
      const detail: ErasureReceipt = await peopleApi.erase(personId);
      this.modal.close();
      this.dispatchEvent(new CustomEvent('erased', { detail }));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
