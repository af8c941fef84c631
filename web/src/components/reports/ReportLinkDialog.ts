import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ReportFormat, ReportLink, ReportQuery } from '../../../../server/wire.ts';
import { reportsApi } from '../../api/reports.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { exactText } from '../../time.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

const formats: ReportFormat[] = ['pdf', 'xlsx', 'csv', 'json'];

/** A link to the file of a report, for somebody who does not sign in. It is signed, and it expires. */
@customElement('w-report-link-dialog')
export class ReportLinkDialog extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .buttons {
        justify-content: end;
      }
    `,
  ];

  @property() timeZone = 'UTC';
  @state() private about: ReportQuery | null = null;
  @state() private format: ReportFormat = 'pdf';
  @state() private link: ReportLink | null = null;
  @state() private copied = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;
  @query('#link') private input!: HTMLInputElement | null;

  async open(about: ReportQuery): Promise<void> {
    this.about = about;
    await this.modal.open();
    await this.#make();
  }

  override render() {
    const { link } = this;
    return html`<w-modal .heading=${msg('Link to this report')}>
      <div class="stack">
        <p class="soft">
          ${msg('Whoever has the link can open the file without signing in, until it expires. It shows people and their days: send it only to who may see them.')}
        </p>
        <label class="field"
          >${msg('File')}
          <select
            data-testid="link-format"
            @change=${(event: Event) => void this.#choose((event.target as HTMLSelectElement).value)}
          >
            ${formats.map(
              (format) =>
                html`<option value=${format} ?selected=${format === this.format}>
                  ${formatWord(format)}
                </option>`,
            )}
          </select></label
        >
        ${
          link
            ? html`<label class="field"
                  >${msg('Link')}
                  <input
                    id="link"
                    readonly
                    data-testid="report-link"
                    .value=${new URL(link.url, location.href).href}
                    @focus=${() => this.input?.select()}
                /></label>
                <p class="soft small">
                  ${msg(str`Works until ${exactText(link.expiresAtMs, this.timeZone)}.`)}
                </p>`
            : nothing
        }
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        <div class="row buttons">
          <span role="status" class="soft">${this.copied ? msg('Copied.') : nothing}</span>
          <button type="button" @click=${() => this.modal.close()}>${msg('Close')}</button>
          <button
            class="primary"
            type="button"
            data-testid="copy-link"
            ?disabled=${!link}
            title=${link ? nothing : msg('The link is being made')}
            @click=${() => void this.#copy()}
          >
            ${msg('Copy link')}
          </button>
        </div>
      </div>
    </w-modal>`;
  }

  #choose(format: string): Promise<void> {
    this.format = formats.find((each) => each === format) ?? 'pdf';
    return this.#make();
  }

  async #make(): Promise<void> {
    const { about, format } = this;
    this.link = null;
    this.copied = false;
    this.problem = '';
    if (!about) return;
    try {
      const link = await reportsApi.link(about, format);
      if (format === this.format) this.link = link;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  /** Without https a page may not use the clipboard by itself: the link is selected then, for the keys. */
  async #copy(): Promise<void> {
    const { input } = this;
    if (!input) return;
    try {
      await navigator.clipboard.writeText(input.value);
      this.copied = true;
    } catch {
      input.focus();
      this.problem = msg(
        'This browser does not let the page copy. The link is selected: press Ctrl+C, or ⌘C on a Mac.',
      );
    }
  }
}

function formatWord(format: ReportFormat): string {
  switch (format) {
    case 'pdf':
      return msg('PDF: a page a day and team, with the days drawn');
    case 'xlsx':
      return msg('Excel: a table with formulas for the totals');
    case 'csv':
      return msg('CSV: a table for other programs');
    case 'json':
      return msg('JSON: everything, for other programs');
    default:
      return format satisfies never;
  }
}
