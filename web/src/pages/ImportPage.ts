import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ImportPreview, ImportResult, JobView } from '../../../server/wire.ts';
import { type ImportOptions, peopleApi } from '../api/people.ts';
import { sentenceOf } from '../api.ts';
import { importResult, whyNotImport } from '../components/people/importParts.ts';
import { icon } from '../icons.ts';
import { saveTemplate } from '../person/importTemplate.ts';
import { Page } from './Page.ts';
import '../components/JobProgress.ts';
import '../components/people/FolderEnrol.ts';
import '../components/people/ImportTable.ts';

/** Many people out of a file: shown first, done when said so. Photos of many people beside it. */
@customElement('w-import-page')
export class ImportPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      section {
        padding: 1rem 1.1rem 1.15rem;
        margin-bottom: var(--gap);
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.3rem;
        margin-bottom: 0.75rem;
        font-size: 0.9rem;
      }
      .row > label.grow {
        flex-basis: 16rem;
      }
      input[type='file'] {
        max-width: 100%;
      }
      h2 {
        margin-bottom: 0.6rem;
        font-size: 1.05rem;
      }
    `,
  ];

  @state() private file: File | null = null;
  @state() private preview: ImportPreview | null = null;
  @state() private options: Required<ImportOptions> = { deactivateMissing: false, skipProblems: false };
  @state() private job: JobView | null = null;
  @state() private running = false;
  @state() private result: ImportResult | null = null;
  @state() private problem = '';
  @state() private reading = false;
  /** How many are typed to be deactivated. */
  @state() private typed = '';

  override render() {
    return html`<a class="back" href="/people">${icon('back')}${msg('People')}</a>
      <div class="top"><h1>${msg('Import people')}</h1></div>
      <section class="panel">
        <h2>${msg('A list as CSV')}</h2>
        <div class="stack">
          ${this.result ? importResult(this.result, () => this.#take(undefined)) : this.#choosing()}
          ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
          ${this.preview && !this.result ? this.#planned(this.preview) : nothing}
        </div>
      </section>
      <section class="panel">
        <h2>${msg('Photos of many people')}</h2>
        <w-folder-enrol></w-folder-enrol>
      </section>`;
  }

  #choosing() {
    return html`<p class="soft">
        ${msg('Nothing is written before you have seen what will change. People are found by their code, or else by their name.')}
      </p>
      <div
        class="row"
        @dragover=${(event: DragEvent) => event.preventDefault()}
        @drop=${(event: DragEvent) => this.#onDrop(event)}
      >
        <label class="field grow"
          >${msg('File: choose it or drop it here')}
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            data-testid="csv"
            ?disabled=${this.running}
            @change=${(event: Event) => this.#take((event.target as HTMLInputElement).files?.[0])}
          />
        </label>
        <button
          type="button"
          data-testid="template"
          @click=${() => saveTemplate(this.liveState.overview?.areas.map(({ name }) => name) ?? [])}
        >
          ${icon('download')}${msg('Download a template')}
        </button>
      </div>
      ${this.reading ? html`<p class="soft" role="status">${msg('Reading the file…')}</p>` : nothing}`;
  }

  #planned(preview: ImportPreview) {
    const left = preview.columns.filter(({ field }) => field === null).map(({ header }) => header);
    return html`${
        left.length > 0
          ? html`<p class="soft small wrap">
              ${msg(str`Columns that are not known, and left out: ${left.join(', ')}`)}
            </p>`
          : nothing
      }
      ${
        preview.newTeams.length > 0
          ? html`<p class="soft small wrap">
              ${msg(str`Teams that are made: ${preview.newTeams.join(', ')}`)}
            </p>`
          : nothing
      }
      <w-import-table .preview=${preview} data-testid="preview"></w-import-table>
      ${this.#option('skipProblems', msg('Leave out rows with problems'))}
      ${this.#option('deactivateMissing', msg('Deactivate everybody who is not in the file'))}
      ${this.#confirm(preview)}
      <w-job-progress
        .job=${this.job}
        .label=${msg('Importing')}
        @ended=${(event: CustomEvent<JobView>) => this.#ended(event.detail)}
      ></w-job-progress>
      ${this.#apply(preview)}`;
  }

  #option(name: keyof ImportOptions, words: string) {
    return html`<label class="check"
      ><input
        type="checkbox"
        data-testid=${name}
        .checked=${this.options[name]}
        ?disabled=${this.running}
        @change=${(event: Event) => {
          this.options = { ...this.options, [name]: (event.target as HTMLInputElement).checked };
          void this.#read();
        }}
      /><span>${words}</span></label
    >`;
  }

  #confirm({ counts }: ImportPreview) {
    if (!this.options.deactivateMissing || counts.deactivate === 0) return nothing;
    return html`<label class="field"
      >${msg(str`People who will be deactivated: ${counts.deactivate}. Type ${counts.deactivate} to confirm`)}
      <input
        inputmode="numeric"
        autocomplete="off"
        data-testid="confirm-count"
        .value=${this.typed}
        @input=${(event: InputEvent) => (this.typed = (event.target as HTMLInputElement).value)}
      />
    </label>`;
  }

  #apply(preview: ImportPreview) {
    const reason = whyNotImport(preview, this.options, this.typed);
    return html`<div class="row">
      <button
        class="primary"
        type="button"
        data-testid="apply"
        ?disabled=${reason !== null || this.running}
        title=${reason ?? nothing}
        @click=${() => void this.#start(preview)}
      >
        ${msg('Import')}
      </button>
      ${reason ? html`<span class="soft small">${reason}</span>` : nothing}
    </div>`;
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault();
    if (!this.running) this.#take(event.dataTransfer?.files[0]);
  }

  #take(file: File | undefined): void {
    [this.file, this.preview, this.result, this.job, this.typed] = [file ?? null, null, null, null, ''];
    this.problem = '';
    void this.#read();
  }

  async #read(): Promise<void> {
    const { file, options } = this;
    if (!file) return;
    this.reading = true;
    try {
      const preview = await peopleApi.previewImport(file, options);
      // Another file or option may have been chosen meanwhile.
      if (this.file === file && this.options === options) [this.preview, this.problem] = [preview, ''];
    } catch (error) {
      [this.preview, this.problem] = [null, sentenceOf(error)];
    } finally {
      this.reading = false;
    }
  }

  async #start(preview: ImportPreview): Promise<void> {
    if (!this.file) return;
    this.problem = '';
    try {
      this.job = await peopleApi.applyImport(this.file, preview.hash, this.options);
      this.running = true;
    } catch (error) {
      this.problem = sentenceOf(error);
      // The plan may be out of date: shown as it is now.
      const { problem } = this;
      await this.#read();
      this.problem = problem;
    }
  }

  #ended({ state, result }: JobView): void {
    this.running = false;
    if (state === 'done') this.result = result as ImportResult;
    else void this.#read();
  }
}
