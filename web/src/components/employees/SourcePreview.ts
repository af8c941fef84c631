import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EmployeePreview } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { employeeFieldText } from '../../employeeTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import { employeeStyles } from './employeeStyles.ts';

/** The first rows of a source, each column with what it is taken for. */
@customElement('w-source-preview')
export class SourcePreview extends LitElement {
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

  @property({ attribute: false }) preview: EmployeePreview | null = null;

  override render() {
    const { preview } = this;
    if (!preview) return nothing;
    if (preview.columns.length === 0)
      return html`<p class="soft">${msg('There is nothing that was not read before.')}</p>`;
    const { total, what, rows, missing } = preview;
    return html`${
        missing.length > 0
          ? html`<p class="problem" role="alert" data-testid="missing-columns">
              ${icon('warning')}${msg(str`No such column: ${missing.join(', ')}. Say below which column it is.`)}
            </p>`
          : html`<p class="works">${icon('check')}${msg(str`${what}. Rows: ${numberText(total)}.`)}</p>`
      }
      <div class="table" tabindex="0" role="region" aria-label=${msg('The first rows')}>
        <table data-testid="source-preview">
          <thead>
            <tr>
              ${preview.columns.map(
                ({ name, field }) =>
                  html`<th scope="col">
                    ${name || '–'}
                    <span class=${field ? 'chip good' : 'soft small'}
                      >${field ? employeeFieldText(field) : msg('left out')}</span
                    >
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td title=${cell}>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}
