import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  EmployeePreview,
  EmployeeRole,
  EmployeeSource,
  EmployeeSourceKind,
  EmployeeSourceView,
} from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { controls } from '../../controls.ts';
import { employeeFields, employeeFieldText, kindText } from '../../employeeTexts.ts';
import { formField, formNotice, hintForBubble } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { icon } from '../../icons.ts';
import { sourcePlace, typeAgain } from '../../secretPlaces.ts';
import { shared } from '../../styles.ts';
import { employeeStyles } from './employeeStyles.ts';
import { draftIn, emptySource } from './sourceDraft.ts';
import { sourceFields } from './sourceFields.ts';
import './SourcePreview.ts';

/** Where a list comes from: typed, tried, then kept. Fires `saved` and `cancelled`. */
@customElement('w-source-form')
export class SourceForm extends LitElement {
  static override styles = [
    shared,
    controls,
    employeeStyles,
    css`
      :host {
        padding: 0;
      }
    `,
  ];

  @property() which: EmployeeRole = 'active';
  @property({ attribute: false }) stored: EmployeeSourceView | null = null;
  @property({ attribute: false }) kinds: EmployeeSourceKind[] = [];
  @state() private source: EmployeeSource | null = null;
  @state() private preview: EmployeePreview | null = null;
  @state() private busy: 'preview' | 'save' | null = null;
  @state() private wrong = noProblem;
  /** Why the secret that is set must be typed again. */
  @state() private again: string | null = null;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const source = this.source ?? this.stored?.source ?? emptySource('csv');
    const secretSet = this.stored?.secretSet === true && this.stored.source.kind === source.kind;
    return html`<form
      class="stack"
      @input=${() => this.#moved()}
      @submit=${(event: SubmitEvent) => void this.#save(event)}
      @invalid=${hintForBubble}
    >
      <div class="fields">
        ${formField(this.wrong, 'kind', msg('Kind'), this.#kind(source))}
        ${sourceFields(source, { wrong: this.wrong, role: this.which, secretSet, again: this.again })}
      </div>
      ${this.preview ? html`<w-source-preview .preview=${this.preview}></w-source-preview>` : nothing}
      ${this.#mapping()} ${formNotice(this.wrong)}
      <div class="row">
        <button
          type="button"
          data-testid="preview-source"
          ?disabled=${this.busy !== null}
          title=${this.busy ? msg('One moment') : nothing}
          @click=${() => void this.#preview()}
        >
          ${icon('eye')}${this.busy === 'preview' ? msg('Reading…') : msg('Preview')}
        </button>
        <button
          class="primary"
          data-testid="save-source"
          ?disabled=${this.busy !== null}
          title=${this.busy ? msg('One moment') : nothing}
        >
          ${msg('Save')}
        </button>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
          ${msg('Cancel')}
        </button>
        <span class="soft small" role="status"
          >${this.busy === 'preview' ? msg('Reading the first rows…') : nothing}</span
        >
      </div>
    </form>`;
  }

  #kind(source: EmployeeSource) {
    const kinds = [...new Set([...this.kinds, source.kind])];
    return html`<select
        name="kind"
        data-testid="source-kind"
        @change=${(event: Event) => {
          this.source = emptySource((event.target as HTMLSelectElement).value as EmployeeSourceKind);
          Object.assign(this, { preview: null, wrong: noProblem, again: null });
        }}
      >
        ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === source.kind}>${kindText(kind)}</option>`)}
      </select>
      ${
        kinds.includes('postgres')
          ? nothing
          : html`<span class="hint"
              >${msg('For PostgreSQL, install the package “pg” beside the server.')}</span
            >`
      }`;
  }

  #mapping() {
    const columns = this.preview?.columns.map(({ name }) => name) ?? [];
    const fields = employeeFields.filter((field) => field !== 'leftOn' || this.which === 'terminated');
    const wanted = this.which === 'active' ? fields : fields.filter((field) => forLeavers.has(field));
    return html`<details ?open=${(this.preview?.missing.length ?? 0) > 0}>
      <summary>${msg('Columns')}</summary>
      <fieldset>
        <legend>${msg('Which column is which')}</legend>
        <p class="soft small">
          ${msg('Empty: it is found by what the column is called. The code says who somebody is, and is needed.')}
        </p>
        <datalist id="columns">${columns.map((name) => html`<option value=${name}></option>`)}</datalist>
        <div class="fields">
          ${wanted.map((field) => this.#column(field))}
          ${formField(
            this.wrong,
            'statuses',
            msg('Status of rows that count'),
            html`<input
                name="statuses"
                autocomplete="off"
                placeholder=${msg('Active, Contract')}
                .value=${this.stored?.statuses.join(', ') ?? ''}
                data-testid="source-statuses"
              /><span class="hint">${msg('With commas between them. Empty: every row counts.')}</span>`,
          )}
          ${this.which === 'terminated' ? this.#dateOrder() : nothing}
        </div>
      </fieldset>
    </details>`;
  }

  #column(field: (typeof employeeFields)[number]) {
    const found = this.preview?.columns.find((column) => column.field === field)?.name;
    return formField(
      this.wrong,
      `columns.${field}`,
      employeeFieldText(field),
      html`<input
        name="columns.${field}"
        list="columns"
        autocomplete="off"
        spellcheck="false"
        placeholder=${found ?? msg('by its name')}
        .value=${this.stored?.columns[field] ?? ''}
        data-testid="column-${field}"
      />`,
    );
  }

  #dateOrder() {
    const order = this.stored?.dateOrder ?? 'dayFirst';
    return formField(
      this.wrong,
      'dateOrder',
      msg('01/02/2026 is'),
      html`<select name="dateOrder">
        <option value="dayFirst" ?selected=${order === 'dayFirst'}>${msg('1 February')}</option>
        <option value="monthFirst" ?selected=${order === 'monthFirst'}>${msg('2 January')}</option>
      </select>`,
    );
  }

  /** A secret is for one server, and the user there. */
  #moved(): void {
    const { secretSet, source: before } = this.stored ?? {};
    const { source, secret } = draftIn(this.form);
    const isKept = secretSet && secret !== '' && before?.kind === source.kind;
    this.again = isKept ? typeAgain(sourcePlace(before), sourcePlace(source)) : null;
  }

  async #preview(): Promise<void> {
    const { form } = this;
    if (!form.reportValidity()) return;
    Object.assign(this, { busy: 'preview', wrong: noProblem, preview: null });
    try {
      this.preview = await employeesApi.preview(this.which, draftIn(form));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = null;
    }
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const { form } = this;
    Object.assign(this, { busy: 'save', wrong: noProblem });
    try {
      await employeesApi.putSource(this.which, draftIn(form));
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = null;
    }
  }
}

/** Of who left nothing else is needed: their record stays as it is. */
const forLeavers: ReadonlySet<string> = new Set(['code', 'name', 'leftOn', 'status']);
