import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EmployeeRole, EmployeeSourceKind, EmployeeSourceView } from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { controls } from '../../controls.ts';
import { kindText, placeText, roleHeading } from '../../employeeTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { Confirm } from '../Confirm.ts';
import { employeeStyles } from './employeeStyles.ts';
import '../Confirm.ts';
import './SourceForm.ts';

/** One of the two lists: where it comes from, and how that is changed. Fires `changed`. */
@customElement('w-source-card')
export class SourceCard extends LitElement {
  static override styles = [shared, controls, employeeStyles];

  @property() which: EmployeeRole = 'active';
  @property({ attribute: false }) source: EmployeeSourceView | null = null;
  @property({ attribute: false }) kinds: EmployeeSourceKind[] = [];
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @state() private editing = false;
  @query('w-confirm') private confirm!: Confirm;

  override render() {
    const { which, edits } = this;
    const heading = roleHeading(which);
    return html`<div class="head">
        <div class="grow">
          <h2>${heading}</h2>
          <p class="soft small">
            ${
              which === 'active'
                ? msg('The list of everybody who works here: who is new is added, who changed is changed.')
                : msg(
                    'The list of who left: from their last day on they are deactivated, and deleted from every terminal.',
                  )
            }
          </p>
        </div>
        ${edits && !this.editing ? this.#buttons(heading) : nothing}
      </div>
      ${this.editing ? this.#form() : this.#shown()}
      <w-confirm></w-confirm>`;
  }

  #buttons(heading: string) {
    return html`<div class="row">
      <button
        class=${this.source ? '' : 'primary'}
        data-testid="edit-${this.which}"
        aria-label=${this.source ? msg(str`Change: ${heading}`) : msg(str`Set up: ${heading}`)}
        @click=${() => (this.editing = true)}
      >
        ${icon(this.source ? 'edit' : 'plus')}${this.source ? msg('Change') : msg('Set up')}
      </button>
      ${
        this.source
          ? html`<button
              class="icon"
              data-testid="remove-${this.which}"
              aria-label=${msg(str`Remove: ${heading}`)}
              @click=${() => this.#askRemove(heading)}
            >
              ${icon('trash')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #shown() {
    const { source } = this;
    if (!source)
      return html`<p class="soft" data-testid="no-${this.which}">
        ${
          this.which === 'active'
            ? msg('Not set up. Nothing runs before this list is.')
            : msg('Not set up. Without it nobody is deactivated, unless the rules say so of who is missing.')
        }
      </p>`;
    const changed = dateText(source.changedAtMs, this.timeZone);
    return html`<p class="wrap" data-testid="source-${this.which}">
      <span class="chip good">${kindText(source.source.kind)}</span> ${placeText(source.source)}
      <span class="soft small">${msg(str`Changed on ${changed} by ${source.changedBy}.`)}</span>
    </p>`;
  }

  #form() {
    return html`<w-source-form
      .which=${this.which}
      .stored=${this.source}
      .kinds=${this.kinds}
      @cancelled=${() => (this.editing = false)}
      @saved=${() => {
        this.editing = false;
        this.#changed();
      }}
    ></w-source-form>`;
  }

  #askRemove(heading: string): void {
    void this.confirm.ask({
      heading: msg(str`Remove the source “${heading}”?`),
      text: msg('Nobody is changed by that. Its password goes with it.'),
      action: msg('Remove'),
      run: async () => {
        await employeesApi.removeSource(this.which);
        this.#changed();
      },
    });
  }

  readonly #changed = (): void => void this.dispatchEvent(new CustomEvent('changed'));
}
