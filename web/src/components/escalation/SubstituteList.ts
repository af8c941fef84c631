import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Overview, PersonView, Substitute } from '../../../../server/wire.ts';
import { policiesApi } from '../../api/incidents.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { isoDay, spanOfDay } from '../../person/siteDay.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { Confirm } from '../Confirm.ts';
import type { Modal } from '../Modal.ts';
import type { PersonPicker } from '../PersonPicker.ts';
import '../Confirm.ts';
import '../Modal.ts';
import '../PersonPicker.ts';

/** Who takes whose alerts, from when to when. Fires `changed`. */
@customElement('w-substitute-list')
export class SubstituteList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.8rem;
      }
      .head .grow {
        flex: 1 1 16rem;
      }
      ul {
        margin-top: 0.6rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        min-height: 2.8rem;
        border-top: 1px solid var(--line);
      }
      li.past {
        opacity: 0.75;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
        gap: 0.75rem;
      }
      .two > * {
        min-width: 0;
      }
      .person > button {
        justify-content: flex-start;
        width: 100%;
        font-weight: 400;
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) substitutes: Substitute[] = [];
  @property({ attribute: false }) overview: Overview | null = null;
  @property({ type: Number }) nowMs = 0;
  @property({ type: Boolean }) adds = false;
  @property({ type: Boolean }) removes = false;
  @state() private personId = '';
  @state() private standInId = '';
  @state() private isOpen = false;
  @state() private busy = false;
  @state() private wrong = noProblem;
  @query('w-modal') private modal!: Modal;
  @query('w-confirm') private confirm!: Confirm;
  @query('w-person-picker') private picker!: PersonPicker;
  @query('form') private form!: HTMLFormElement;

  override render() {
    return html`<div class="head">
        <div class="grow">
          <h2>${msg('Substitutes')}</h2>
          <p class="soft small">
            ${msg('While a supervisor is on leave or off duty, their substitute is told instead.')}
          </p>
        </div>
        ${
          this.adds
            ? html`<button data-testid="add-substitute" @click=${() => void this.#open()}>
                ${icon('plus')}${msg('Add a substitute')}
              </button>`
            : nothing
        }
      </div>
      ${this.#list()}
      <w-modal .heading=${msg('Add a substitute')} @closed=${() => (this.isOpen = false)}>
        ${this.isOpen ? this.#body() : nothing}
      </w-modal>
      <w-confirm></w-confirm><w-person-picker></w-person-picker>`;
  }

  #list() {
    if (this.substitutes.length === 0)
      return html`<p class="soft small">
        ${msg('Nobody stands in for anybody. Without a substitute, the one above is told instead.')}
      </p>`;
    return html`<ul data-testid="substitutes">
      ${this.substitutes.map((substitute) => this.#item(substitute))}
    </ul>`;
  }

  #item(substitute: Substitute) {
    const { personId, standInId, fromMs, toMs } = substitute;
    const [person, standIn] = [this.#nameOf(personId), this.#nameOf(standInId)];
    const isNow = fromMs <= this.nowMs && this.nowMs < (toMs ?? Infinity);
    const isPast = toMs !== null && toMs <= this.nowMs;
    return html`<li class=${isPast ? 'past' : ''}>
      ${icon('standIn')}
      <span class="grow wrap"
        >${msg(html`<strong>${standIn}</strong> for <strong>${person}</strong>`)}
        ${isNow ? html`<span class="chip good">${msg('Now')}</span>` : nothing}
        <span class="soft small">${this.#days(substitute)}</span></span
      >
      ${
        this.removes
          ? html`<button
              class="icon"
              aria-label=${msg(str`${standIn} no longer stands in for ${person}`)}
              title=${msg('Remove')}
              data-testid="remove-substitute"
              @click=${() => this.#askRemove(substitute)}
            >
              ${icon('trash')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #days({ fromMs, toMs }: Substitute): string {
    const from = dateText(fromMs, this.#zone());
    if (toMs === null) return msg(str`from ${from}, until further notice`);
    // Kept to the first moment after it; people name the last day.
    const to = dateText(toMs - 1, this.#zone());
    return from === to ? from : `${from} – ${to}`;
  }

  #body() {
    const today = isoDay(this.nowMs, this.#zone());
    const choose = (name: 'personId' | 'standInId', label: string, hint: string) => {
      const chosen = this.people().find(({ personId }) => personId === this[name])?.name;
      const words = this.wrong.fields[name];
      return html`<div class="person">
        <button
          type="button"
          aria-haspopup="dialog"
          data-testid="choose-${name}"
          @click=${() => void this.#choose(name, label)}
        >
          ${icon('user')}<span class="cut">${chosen ?? label}</span>
        </button>
        <p class="soft small">${hint}</p>
        ${words ? html`<p class="wrong small">${words}</p>` : nothing}
        <input type="hidden" name=${name} .value=${this[name]} />
      </div>`;
    };
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#add(event)}>
      <div class="two">
        ${choose('personId', msg('Who is away?'), msg('Usually told'))}
        ${choose('standInId', msg('Who stands in?'), msg('Told instead'))}
      </div>
      <div class="two">
        ${formField(this.wrong, 'fromMs', msg('First day'), html`<input type="date" name="fromMs" required value=${today} />`)}
        ${formField(
          this.wrong,
          'toMs',
          msg('Last day'),
          html`<input type="date" name="toMs" /><span class="hint"
              >${msg('Empty: until further notice.')}</span
            >`,
        )}
      </div>
      ${formNotice(this.wrong)}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="primary"
          ?disabled=${this.busy || !this.personId || !this.standInId}
          title=${this.personId && this.standInId ? nothing : msg('Choose both people first')}
          data-testid="save-substitute"
        >
          ${msg('Save')}
        </button>
      </div>
    </form>`;
  }

  private people(): PersonView[] {
    return this.overview?.people ?? [];
  }

  #choose(which: 'personId' | 'standInId', heading: string): Promise<void> {
    const other = which === 'personId' ? this.standInId : this.personId;
    return this.picker.open({
      heading,
      text:
        which === 'personId'
          ? msg('Whose alerts somebody else takes.')
          : msg('They are told whatever the other would have been told.'),
      choices: this.people()
        .filter(({ personId }) => personId !== other)
        .map(({ personId, name, job }) => ({ id: personId, name, detail: job ?? '' })),
      chosen: this[which] ? [this[which]] : [],
      several: false,
      none: null,
      save: ([id = '']) => Promise.resolve(void (this[which] = id)),
    });
  }

  async #open(): Promise<void> {
    Object.assign(this, { personId: '', standInId: '', wrong: noProblem, isOpen: true });
    await this.modal.open();
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const [from, to] = ['fromMs', 'toMs'].map((name) => spanOfDay(formText(form, name), this.#zone()));
    if (!from) return;
    this.busy = true;
    this.wrong = noProblem;
    try {
      const { personId, standInId } = this;
      await policiesApi.addSubstitute({ personId, standInId, fromMs: from.fromMs, toMs: to?.toMs ?? null });
      this.modal.close();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }

  #askRemove({ substituteId, personId, standInId }: Substitute): void {
    const [person, standIn] = [this.#nameOf(personId), this.#nameOf(standInId)];
    void this.confirm.ask({
      heading: msg(str`${standIn} no longer stands in for ${person}?`),
      text: msg(str`From now on ${person} is told again, or the one above while they are away.`),
      action: msg('Remove'),
      run: async () => {
        await policiesApi.removeSubstitute(substituteId);
        this.dispatchEvent(new CustomEvent('changed'));
      },
    });
  }

  #nameOf(personId: string): string {
    return this.people().find((person) => person.personId === personId)?.name ?? msg('somebody removed');
  }

  #zone(): string {
    return this.overview?.timeZone ?? 'UTC';
  }
}
