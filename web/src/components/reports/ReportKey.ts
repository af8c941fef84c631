import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { spanKinds, spanWord } from '../../reports/reportWords.ts';
import { shared } from '../../styles.ts';
import { spanStyles } from './dayLineStyles.ts';

/** What each kind of bar means. */
@customElement('w-report-key')
export class ReportKey extends LitElement {
  static override styles = [
    shared,
    spanStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.9rem;
        font-size: 0.82rem;
        color: var(--soft);
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.35rem;
      }
      .piece {
        width: 1.1rem;
        height: 0.75rem;
        border-radius: 2px;
        print-color-adjust: exact;
      }
    `,
  ];

  override render() {
    return html`<ul aria-label=${msg('Key of the bars')}>
      ${spanKinds
        .filter((kind) => kind !== 'off')
        .map(
          (kind) => html`<li><span class="piece ${kind}" aria-hidden="true"></span>${spanWord(kind)}</li>`,
        )}
    </ul>`;
  }
}
