import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { HoursColumn, HoursConfig, HoursFolderTest, HoursLayout } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { hoursApi } from '../../api/hours.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { changedTexts, endingTexts, separatorTexts, whoTexts } from '../../hoursTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import { hoursStyles } from './hoursStyles.ts';
import './HoursColumns.ts';
import './HoursLook.ts';

const exampleFolder = '/srv/payroll';
type Choices = { value: string; text: string }[];

/** Where the file of hours is and how it looks. Fires `edited` when something is not kept yet, and `saved`. */
@customElement('w-hours-form')
export class HoursForm extends LitElement {
  static override styles = [shared, controls, hoursStyles];

  @property({ attribute: false }) config: HoursConfig | null = null;
  /** What is typed; null: nothing is. */
  @state() private draft: HoursConfig | null = null;
  @state() private busy: 'save' | 'try' | null = null;
  @state() private wrong = noProblem;
  @state() private saved = false;
  @state() private tested: HoursFolderTest | null = null;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const config = this.draft ?? this.config;
    if (!config) return nothing;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      ${this.#where(config)} ${this.#which(config)} ${this.#layout(config.layout)}
      <w-hours-look .of=${config}></w-hours-look>
      ${formNotice(this.wrong)}
      <div class="row">
        <button
          class=${this.draft ? 'primary' : ''}
          ?disabled=${this.busy !== null}
          title=${this.busy ? msg('One moment') : nothing}
          data-testid="save-hours"
        >
          ${msg('Save')}
        </button>
        <span role="status">${this.saved ? msg('Saved') : nothing}</span>
      </div>
    </form>`;
  }

  #where(config: HoursConfig) {
    const { folder, fileName, everyMinutes } = config;
    return html`<fieldset>
      <legend>${msg('Where and when')}</legend>
      ${formField(
        this.wrong,
        'folder',
        msg('Folder on the server'),
        html`<input
            name="folder"
            spellcheck="false"
            autocomplete="off"
            maxlength="500"
            placeholder=${exampleFolder}
            data-testid="hours-folder"
            .value=${folder}
            @input=${this.#typed('folder')}
          /><span class="hint"
            >${msg('The whole path. It must be there already; this program makes no folders.')}</span
          >`,
      )}
      <div class="fields">
        ${formField(
          this.wrong,
          'fileName',
          msg('File name'),
          html`<input
            name="fileName"
            required
            spellcheck="false"
            autocomplete="off"
            maxlength="100"
            data-testid="hours-file"
            .value=${fileName}
            @input=${this.#typed('fileName')}
          />`,
        )}
        ${formField(
          this.wrong,
          'everyMinutes',
          msg('Every so many minutes'),
          html`<input
            name="everyMinutes"
            type="number"
            required
            min="1"
            max="1440"
            data-testid="hours-minutes"
            .value=${String(everyMinutes)}
            @input=${(event: Event) =>
              this.#change({ everyMinutes: (event.target as HTMLInputElement).valueAsNumber })}
          />`,
        )}
      </div>
      <div class="row">
        <button
          type="button"
          ?disabled=${folder.trim() === '' || this.busy !== null}
          title=${folder.trim() === '' ? msg('Type a folder first') : nothing}
          data-testid="try-hours"
          @click=${() => void this.#try(config)}
        >
          ${icon('refresh')}${this.busy === 'try' ? msg('Trying…') : msg('Try the folder')}
        </button>
      </div>
      <div role="status">${this.tested ? this.#result(this.tested) : nothing}</div>
    </fieldset>`;
  }

  #result({ problem, file, bytes }: HoursFolderTest) {
    if (problem !== null)
      return html`<p class="problem" data-testid="hours-tried">${icon('warning')}${problem}</p>`;
    return html`<p class="works" data-testid="hours-tried">
      ${icon('check')}${
        bytes === null
          ? msg(str`It works: ${file} will be made there.`)
          : msg(str`It works. ${file} is there already, with ${numberText(bytes)} bytes.`)
      }
    </p>`;
  }

  #which({ who, fromDate, whenChanged }: HoursConfig) {
    return html`<fieldset>
      <legend>${msg('Which rows')}</legend>
      <div class="fields">
        ${this.#choose('who', msg('Of whom'), whoTexts(), who)}
        ${formField(
          this.wrong,
          'fromDate',
          msg('From this day on'),
          html`<input
              name="fromDate"
              type="date"
              data-testid="hours-from"
              .value=${fromDate}
              @input=${this.#typed('fromDate')}
            /><span class="hint">${msg('Empty: everything that was ever recorded.')}</span>`,
        )}
        ${this.#choose('whenChanged', msg('When another program changed the file'), changedTexts(), whenChanged)}
      </div>
    </fieldset>`;
  }

  #layout(layout: HoursLayout) {
    const { columns, header, separator, dateFormat, timeFormat, lineEnding, bom } = layout;
    return html`<fieldset>
      <legend>${msg('How a row looks')}</legend>
      <w-hours-columns
        .columns=${columns}
        ?header=${header}
        @changed=${(event: CustomEvent<HoursColumn[]>) => this.#changeLayout({ columns: event.detail })}
      ></w-hours-columns>
      <div class="fields">
        ${this.#choose('separator', msg('Between columns'), separatorTexts(), separator)}
        ${this.#format('dateFormat', msg('Date'), dateFormat, ['yyyy-MM-dd', 'dd/MM/yyyy', 'MM/dd/yyyy', 'ddMMyyyy'])}
        ${this.#format('timeFormat', msg('Time'), timeFormat, ['HH:mm:ss', 'HH:mm', 'hh:mm a', 'HHmmss'])}
        ${this.#choose('lineEnding', msg('End of a line'), endingTexts(), lineEnding)}
      </div>
      ${this.#check('header', msg('Titles in the first line of a file'), header)}
      ${this.#check('bom', msg('A byte order mark at its beginning, by which some spreadsheets know UTF-8'), bom)}
    </fieldset>`;
  }

  #choose(
    name: 'who' | 'whenChanged' | 'separator' | 'lineEnding',
    label: string,
    choices: Choices,
    now: string,
  ) {
    const keep = (value: string): void =>
      name === 'who' || name === 'whenChanged'
        ? this.#change({ [name]: value })
        : this.#changeLayout({ [name]: value });
    return formField(
      this.wrong,
      name,
      label,
      html`<select
        name=${name}
        data-testid="hours-${name}"
        @change=${(event: Event) => keep((event.target as HTMLSelectElement).value)}
      >
        ${choices.map(
          ({ value, text }) => html`<option value=${value} ?selected=${value === now}>${text}</option>`,
        )}
      </select>`,
    );
  }

  #format(name: 'dateFormat' | 'timeFormat', label: string, now: string, examples: string[]) {
    return formField(
      this.wrong,
      `layout.${name}`,
      label,
      html`<input
          name="layout.${name}"
          required
          maxlength="40"
          list=${name}
          spellcheck="false"
          autocomplete="off"
          data-testid="hours-${name}"
          .value=${now}
          @input=${(event: Event) => this.#changeLayout({ [name]: (event.target as HTMLInputElement).value })}
        /><datalist id=${name}>${examples.map((each) => html`<option value=${each}></option>`)}</datalist>`,
    );
  }

  #check(name: 'header' | 'bom', label: string, now: boolean) {
    return html`<label class="check"
      ><input
        type="checkbox"
        data-testid="hours-${name}"
        .checked=${now}
        @change=${(event: Event) =>
          this.#changeLayout({ [name]: (event.target as HTMLInputElement).checked })}
      />${label}</label
    >`;
  }

  #typed = (name: 'folder' | 'fileName' | 'fromDate') => (event: Event) =>
    this.#change({ [name]: (event.target as HTMLInputElement).value });

  #changeLayout(part: Partial<HoursLayout>): void {
    const config = this.draft ?? this.config;
    if (config) this.#change({ layout: { ...config.layout, ...part } });
  }

  #change(part: Partial<HoursConfig>): void {
    const config = this.draft ?? this.config;
    if (!config) return;
    this.draft = { ...config, ...part };
    this.saved = false;
    if ('folder' in part || 'fileName' in part) this.tested = null;
    this.dispatchEvent(new CustomEvent('edited'));
  }

  async #try({ folder, fileName }: HoursConfig): Promise<void> {
    Object.assign(this, { busy: 'try', tested: null, wrong: noProblem });
    try {
      this.tested = await hoursApi.tryFolder({ folder: folder.trim(), fileName });
    } catch (error) {
      this.tested = { problem: sentenceOf(error), file: '', bytes: null };
    } finally {
      this.busy = null;
    }
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const config = this.draft ?? this.config;
    if (this.busy || !config) return;
    Object.assign(this, { busy: 'save', wrong: noProblem, saved: false });
    try {
      // Turned on or off meanwhile, it stays so.
      const view = await hoursApi.save({ ...config, on: this.config?.on ?? false });
      Object.assign(this, { draft: null, saved: true });
      this.dispatchEvent(new CustomEvent('saved', { detail: view }));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = null;
    }
  }
}
