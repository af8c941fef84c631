import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ErasureReceipt } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { saveFile } from '../../person/saveFile.ts';
import { shared } from '../../styles.ts';
import { exactText } from '../../time.ts';

/** The receipt of what was erased with a person: to read, and to keep. */
@customElement('w-erasure-note')
export class ErasureNote extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      section {
        padding: 1.25rem;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.25rem 1rem;
      }
      dt {
        color: var(--soft);
      }
    `,
  ];

  @property({ attribute: false }) receipt: ErasureReceipt | null = null;
  @property() timeZone = 'UTC';

  override render() {
    const { receipt } = this;
    if (!receipt) return nothing;
    return html`<section class="panel stack" data-testid="receipt" tabindex="-1">
      <h2>${msg(str`${receipt.name} was deleted`)}</h2>
      <p class="soft">
        ${msg(str`By ${receipt.by}, ${exactText(receipt.erasedAtMs, this.timeZone)}. Receipt ${receipt.receiptId}.`)}
      </p>
      <dl>
        ${factsOf(receipt).map(
          ([name, count]) =>
            html`<dt>${name}</dt>
              <dd>${count}</dd>`,
        )}
      </dl>
      <div class="row">
        <button data-testid="receipt-download" @click=${() => download(receipt)}>
          ${icon('download')}${msg('Download receipt')}
        </button>
        <a class="button" href="/people">${msg('Back to people')}</a>
      </div>
    </section>`;
  }
}

const factsOf = ({ erased }: ErasureReceipt): [string, number][] => [
  [msg('Samples of the face'), erased.samples],
  [msg('Consents'), erased.consents],
  [msg('Sightings'), erased.sojourns],
  [msg('Corrections'), erased.corrections],
  [msg('Notices'), erased.notices],
  [msg('Leaves'), erased.leaves],
];

const download = (receipt: ErasureReceipt): void =>
  saveFile(`erasure-${receipt.receiptId}.json`, 'application/json', JSON.stringify(receipt, null, 2));
