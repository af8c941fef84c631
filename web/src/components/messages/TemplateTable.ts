import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { channelsApi, type TemplateView } from '../../api/channels.ts';
import { controls } from '../../controls.ts';
import { formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { locales } from '../../locale.ts';
import { shared } from '../../styles.ts';
import { templateName } from '../../templateText.ts';
import { copied } from './ChannelCard.ts';

/** Our texts to have approved, and the ContentSid of each. Fires `changed`. */
@customElement('w-template-table')
export class TemplateTable extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      ul {
        margin: 0.6rem 0;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(12rem, 21rem);
        gap: 0.4rem 1.1rem;
        padding: 0.75rem 0;
        border-top: 1px solid var(--line);
      }
      .text {
        display: flex;
        align-items: flex-start;
        gap: 0.4rem;
        margin-top: 0.3rem;
        padding: 0.4rem 0.6rem;
        font-size: 0.9rem;
        background: var(--raised);
        border-radius: 7px;
      }
      .text button {
        margin: -0.25rem -0.3rem -0.25rem auto;
      }
      [data-copied='yes'] {
        color: var(--good);
      }
      @media (max-width: 760px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) templates: TemplateView[] = [];
  @property({ type: Boolean }) edits = false;
  @state() private busy = false;
  @state() private saved = false;
  @state() private wrong = noProblem;
  @query('form') private form!: HTMLFormElement;

  override render() {
    return html`<h2>${msg('WhatsApp templates')}</h2>
      <p class="soft small">
        ${msg('Make each text a template in the Twilio console (Content Template Builder, category Utility), have it approved, and enter its ContentSid here. A text without one reaches only people who wrote in the last 24 hours.')}
      </p>
      <form @submit=${(event: SubmitEvent) => void this.#save(event)}>
        <ul data-testid="templates">
          ${this.templates.map((template) => this.#template(template))}
        </ul>
        ${formNotice(this.wrong)}
        ${
          this.edits
            ? html`<div class="row">
                <button class="primary" ?disabled=${this.busy} data-testid="save-templates">
                  ${msg('Save templates')}
                </button>
                ${this.saved ? html`<span role="status">${msg('Saved')}</span>` : nothing}
              </div>`
            : nothing
        }
      </form>`;
  }

  #template({ key, language, text, contentSid }: TemplateView) {
    const name = templateName(key);
    const field = fieldOf(key, language);
    const words = this.wrong.fields[field] ?? this.wrong.fields[`config.${field}`];
    return html`<li>
      <div>
        <p>
          <strong>${name}</strong> <span class="chip">${locales[language]}</span>
          <span class="soft small">${key}_${language}</span>
        </p>
        <div class="text">
          <span class="wrap" lang=${language}>${text}</span>
          <button
            class="icon"
            type="button"
            aria-label=${msg(str`Copy the text: ${name}, ${locales[language]}`)}
            title=${msg('Copy the text')}
            @click=${(event: Event) => void copied(event, text)}
          >
            ${icon('copy')}
          </button>
        </div>
      </div>
      <label class="field small"
        >${msg('ContentSid')}
        <input
          name=${field}
          placeholder=${sidExample}
          autocomplete="off"
          spellcheck="false"
          maxlength="34"
          ?readonly=${!this.edits}
          .value=${contentSid ?? ''}
        />
        ${words ? html`<span class="wrong">${words}</span>` : nothing}</label
      >
    </li>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const config = Object.fromEntries(
      this.templates
        .map(({ key, language }) => fieldOf(key, language))
        .map((field) => [field, formText(form, field).trim()]),
    );
    Object.assign(this, { busy: true, saved: false, wrong: noProblem });
    try {
      await channelsApi.change('whatsapp', { config });
      this.saved = true;
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}

/** How a ContentSid begins. */
const sidExample = 'HX…';
/** As the channel keeps it. */
const fieldOf = (key: string, language: string): string => `template.${key}.${language}`;
