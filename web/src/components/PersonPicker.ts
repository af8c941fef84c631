import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

export type Choice = { id: string; name: string; detail: string };
export type PickRequest = {
  heading: string;
  /** What choosing means, in a sentence. */
  text: string;
  choices: Choice[];
  chosen: string[];
  /** One, or any number. */
  several: boolean;
  /** What choosing nobody is called; null: somebody must be chosen. */
  none: string | null;
  save: (ids: string[]) => Promise<unknown>;
};

/** More than fit are found by searching. */
const shownMax = 100;

/** A dialog in which one or several of a list are chosen, with a search. */
@customElement('w-person-picker')
export class PersonPicker extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      ul {
        max-height: min(22rem, 45dvh);
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 7px;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.65rem;
        min-height: 2.6rem;
        padding: 0.3rem 0.75rem;
        cursor: pointer;
      }
      label:hover {
        background: var(--hover);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: -2px;
      }
      li + li label {
        border-top: 1px solid var(--line);
      }
      input[type='radio']:not([type='checkbox'], [type='file']),
      input[type='checkbox'] {
        width: 1.05rem;
        height: 1.05rem;
        min-height: 1.05rem;
        margin: 0;
        flex: none;
        accent-color: var(--accent);
      }
      .row {
        justify-content: end;
      }
    `,
  ];

  @state() private request: PickRequest | null = null;
  @state() private chosen = new Set<string>();
  @state() private search = '';
  @state() private busy = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;

  async open(request: PickRequest): Promise<void> {
    this.request = request;
    this.chosen = new Set(request.chosen);
    this.search = '';
    this.problem = '';
    await this.modal.open();
  }

  override render() {
    return html`<w-modal .heading=${this.request?.heading ?? ''}>
      ${this.request ? this.#body(this.request) : nothing}
    </w-modal>`;
  }

  #body(request: PickRequest) {
    const found = this.#found(request);
    const isReady = request.several || request.none !== null || this.chosen.size > 0;
    return html`<form class="stack" @submit=${(event: Event) => this.#save(event, request)}>
      <p class="soft">${request.text}</p>
      <input
        type="search"
        aria-label=${msg('Search')}
        placeholder=${msg('Search')}
        data-testid="picker-search"
        .value=${this.search}
        @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
      />
      <ul role=${request.several ? 'group' : 'radiogroup'} aria-label=${request.heading}>
        ${request.none !== null && !this.search ? this.#choice(request, null, request.none) : nothing}
        ${found.slice(0, shownMax).map((choice) => this.#choice(request, choice.id, choice.name, choice.detail))}
        ${found.length === 0 ? html`<li class="empty">${msg('Nothing fits this search.')}</li>` : nothing}
      </ul>
      ${
        found.length > shownMax
          ? html`<p class="soft small">
              ${msg(str`The first ${numberText(shownMax)} of ${numberText(found.length)}. Search to find others.`)}
            </p>`
          : nothing
      }
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy || !isReady} data-testid="picker-save">
          ${msg('Save')}
        </button>
      </div>
    </form>`;
  }

  #choice({ several }: PickRequest, id: string | null, name: string, detail = '') {
    const isChosen = id === null ? this.chosen.size === 0 : this.chosen.has(id);
    return html`<li role="presentation">
      <label data-testid="pick-${id ?? 'none'}">
        <input
          type=${several ? 'checkbox' : 'radio'}
          name="choice"
          .checked=${isChosen}
          @change=${() => this.#choose(id, several)}
        />
        <span class="wrap"
          >${name} ${detail ? html`<span class="soft small">${detail}</span>` : nothing}</span
        >
      </label>
    </li>`;
  }

  #found({ choices, chosen }: PickRequest): Choice[] {
    const words = this.search.trim().toLocaleLowerCase();
    const fits = ({ name, detail }: Choice) => `${name} ${detail}`.toLocaleLowerCase().includes(words);
    // Who was chosen before stands first, so that taking somebody away needs no search.
    const first = new Set(chosen);
    return choices.filter(fits).sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  }

  #choose(id: string | null, several: boolean): void {
    if (id === null) this.chosen = new Set();
    else if (!several) this.chosen = new Set([id]);
    else {
      const next = new Set(this.chosen);
      if (!next.delete(id)) next.add(id);
      this.chosen = next;
    }
  }

  async #save(event: Event, request: PickRequest): Promise<void> {
    event.preventDefault();
    this.busy = true;
    try {
      await request.save([...this.chosen]);
      this.modal.close();
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
