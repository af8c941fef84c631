import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PersonView, Sojourn } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { shared } from '../styles.ts';

/** Asks who a sighting really was and corrects it. Fires `corrected` with the sojourn, or `cancelled`. */
@customElement('w-not-this-person')
export class NotThisPerson extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      form {
        padding: 0.6rem 0.75rem;
        background: var(--raised);
        border-radius: 7px;
      }
      .row {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) person: Pick<PersonView, 'personId' | 'name'> | null = null;
  @property({ attribute: false }) sojourn: Sojourn | null = null;
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @state() private busy = false;
  @state() private problem = '';
  @query('select') private actual!: HTMLSelectElement;

  /** The button that opened the form is gone, and the focus with it. */
  override firstUpdated(): void {
    this.actual.focus();
  }

  override render() {
    const { person } = this;
    if (!person) return nothing;
    const others = this.people
      .filter(({ personId }) => personId !== person.personId)
      .toSorted((a, b) => a.name.localeCompare(b.name));
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#send(event)}>
      <label class="field"
        >${msg('Who was it really?')}<select name="actualId" data-testid="actual">
          <option value="">${msg('Not enrolled, or not known')}</option>
          ${others.map(({ personId, name }) => html`<option value=${personId}>${name}</option>`)}
        </select></label
      >
      <label class="field">${msg('Why (optional)')}<input name="why" maxlength="500" /></label>
      <p class="soft small">
        ${msg(str`The sighting stays in the record, marked as corrected, and no longer counts. No face is kept: from now on ${person.name} is named only when the likeness is clearer than it was here.`)}
      </p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
          ${msg('Cancel')}
        </button>
        <button class="danger" ?disabled=${this.busy} data-testid="correct">
          ${msg(str`Not ${person.name}`)}
        </button>
      </div>
    </form>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { person, sojourn } = this;
    if (!person || !sojourn) return;
    const form = new FormData(event.target as HTMLFormElement);
    const said = { actualId: formText(form, 'actualId') || null, why: formText(form, 'why').trim() };
    this.busy = true;
    this.problem = '';
    try {
      const detail = await api.notThisPerson(person.personId, sojourn.sojournId, said);
      this.dispatchEvent(new CustomEvent('corrected', { detail }));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
