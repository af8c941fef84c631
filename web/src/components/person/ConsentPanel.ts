import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConsentEvent, Person } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { consentStatement, consentText } from '../../consentStatement.ts';
import { controls } from '../../controls.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { type Locale, locales, shownLocale } from '../../locale.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { Confirm } from '../Confirm.ts';
import '../Confirm.ts';

/** What a person agreed to, and the ways to record and to withdraw it. Fires `changed`. */
@customElement('w-consent-panel')
export class ConsentPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      blockquote {
        margin: 0;
        padding: 0.5rem 0.8rem;
        white-space: pre-line;
        overflow-wrap: anywhere;
        border-left: 3px solid var(--edge);
      }
      summary {
        cursor: pointer;
      }
      .history li {
        padding: 0.4rem 0;
        border-top: 1px solid var(--line);
      }
      .history {
        margin-top: 0.4rem;
      }
    `,
  ];

  @property({ attribute: false }) person: Person | null = null;
  @property({ type: Boolean }) edits = false;
  @property() timeZone = 'UTC';
  @state() private history: ConsentEvent[] = [];
  @state() private statement = '';
  @state() private problem = '';
  @query('w-confirm') private confirm!: Confirm;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('person') || !this.person) return;
    if (this.statement === '') this.statement = consentStatement();
    if (this.edits) void this.#load(this.person);
  }

  override render() {
    const { person } = this;
    if (!person) return nothing;
    return html`<div class="stack">
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${person.consent ? this.#given(person, person.consent) : this.#missing(person)} ${this.#past()}
      </div>
      <w-confirm></w-confirm>`;
  }

  #given(person: Person, consent: NonNullable<Person['consent']>) {
    const date = dateText(consent.givenAtMs, this.timeZone);
    const language = languageOf(consent.locale);
    return html`<p class="row" data-testid="consent-given">
        <span class="chip good">${icon('check')}${msg('Consent recorded')}</span>
        <span class="soft small">${msg(str`by ${consent.recordedBy} on ${date}, in ${language}`)}</span>
      </p>
      ${consent.statement === '' ? nothing : html`<blockquote class="small" lang=${consent.locale}>${consent.statement}</blockquote>`}
      ${
        this.edits
          ? html`<div>
              <button class="danger" data-testid="withdraw" @click=${() => this.#askWithdraw(person)}>
                ${msg('Withdraw consent')}
              </button>
            </div>`
          : nothing
      }`;
  }

  #missing(person: Person) {
    if (!this.edits)
      return html`<p class="soft">${msg('No consent is recorded: their face cannot be learned.')}</p>`;
    return html`<form
      class="stack"
      data-testid="give-consent"
      @submit=${(event: SubmitEvent) => void this.#record(event, person)}
    >
      <label class="field"
        >${msg('Consent is missing: photos cannot be added before it is recorded')}
        <textarea maxlength="2000" name="statement" rows="5" required .value=${this.statement}></textarea>
      </label>
      <div><button class="primary">${msg('This person agreed: record consent')}</button></div>
    </form>`;
  }

  #past() {
    if (this.history.length < 2 && !(this.history.length === 1 && this.person?.consent === null))
      return nothing;
    return html`<details>
      <summary>${msg('History of consent')}</summary>
      <ul class="history small" data-testid="consent-history">
        ${this.history.toReversed().map((event) => html`<li>${this.#event(event)}</li>`)}
      </ul>
    </details>`;
  }

  #event({ kind, atMs, by, samples, statement, why }: ConsentEvent) {
    const date = dateText(atMs, this.timeZone);
    if (kind === 'withdrawn' && why === 'badgeOnly')
      return msg(
        str`Withdrawn on ${date} when they became badge-only, recorded by ${by}. Samples erased: ${samples}.`,
      );
    if (kind === 'withdrawn')
      return msg(str`Withdrawn on ${date}, recorded by ${by}. Samples erased: ${samples}.`);
    return html`${msg(str`Given on ${date}, recorded by ${by}:`)}
      <span class="soft wrap">${statement}</span>`;
  }

  #askWithdraw({ personId, name, samples, outdatedSamples }: Person): void {
    const count = samples.length + outdatedSamples.length;
    void this.confirm.ask({
      heading: msg(str`Withdraw the consent of ${name}?`),
      text: msg(
        str`The samples of their face (${count}) are erased at once, and the cameras no longer recognise them. Their record, and where they were until now, stay. That consent was given and withdrawn stays on record.`,
      ),
      action: msg('Withdraw and erase'),
      run: async () => {
        await peopleApi.withdrawConsent(personId);
        this.#changed();
      },
    });
  }

  async #record(event: SubmitEvent, { personId }: Person): Promise<void> {
    event.preventDefault();
    const statement = formText(new FormData(event.target as HTMLFormElement), 'statement').trim();
    this.problem = '';
    try {
      await peopleApi.giveConsent(personId, { statement, locale: shownLocale() });
      this.#changed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #load({ personId, consent }: Person): Promise<void> {
    this.history = await peopleApi.consents(personId).catch(() => []);
    if (consent === null) this.statement = await consentText();
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}

const languageOf = (locale: string): string => (locale in locales ? locales[locale as Locale] : locale);
