import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ReportFormat, ReportQuery } from '../../../../server/wire.ts';
import { reportsApi } from '../../api/reports.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { ReportLinkDialog } from './ReportLinkDialog.ts';
import './ReportLinkDialog.ts';

/** A report to keep: as a file, as a link, on paper. */
@customElement('w-report-files')
export class ReportFiles extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .row {
        gap: 0.4rem;
      }
      @media (max-width: 640px) {
        .row > * {
          flex: 1 1 auto;
          padding: 0.3rem 0.4rem;
        }
        svg {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) query: ReportQuery = { from: '', to: '' };
  @property() timeZone = 'UTC';
  @query('w-report-link-dialog') private dialog!: ReportLinkDialog;

  override render() {
    return html`<div class="row">
        ${this.#file('xlsx', msg('Excel'))} ${this.#file('pdf', msg('PDF'))} ${this.#file('csv', msg('CSV'))}
        ${this.#file('json', msg('JSON'))}
        <button data-testid="report-link-open" @click=${() => void this.dialog.open(this.query)}>
          ${icon('link')}${msg('Link')}
        </button>
        <button data-testid="report-print" @click=${() => print()}>${icon('print')}${msg('Print')}</button>
      </div>
      <w-report-link-dialog .timeZone=${this.timeZone}></w-report-link-dialog>`;
  }

  #file(format: ReportFormat, name: string) {
    return html`<a
      class="button"
      href=${reportsApi.fileUrl(this.query, format)}
      download
      data-testid="report-${format}"
      >${icon('download')}${name}</a
    >`;
  }
}
