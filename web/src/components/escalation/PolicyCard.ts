import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { NewPolicy, Overview } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { policySentences, subjectText } from '../../policyText.ts';
import { shared } from '../../styles.ts';
import type { MenuAction } from '../ActionMenu.ts';
import '../ActionMenu.ts';
import './Ladder.ts';

/** One policy: both ladders, and what else it says. */
@customElement('w-policy-card')
export class PolicyCard extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      .head {
        display: flex;
        align-items: flex-start;
        gap: 0.6rem;
      }
      .head h3 {
        font-size: 1.02rem;
        overflow-wrap: anywhere;
      }
      .ladders {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
        gap: 1rem 1.5rem;
        margin: 0.8rem 0;
      }
      h4 {
        margin: 0 0 0.6rem;
        font-size: 0.9rem;
        color: var(--soft);
      }
      .says li {
        padding-left: 0.9rem;
        text-indent: -0.9rem;
      }
      .says li::before {
        content: '·';
        display: inline-block;
        width: 0.9rem;
        text-indent: 0;
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) policy: NewPolicy | null = null;
  @property({ attribute: false }) overview: Overview | null = null;
  /** Nobody stored one for the company: this holds. */
  @property({ type: Boolean }) isDefault = false;
  @property({ attribute: false }) actions: MenuAction[] = [];

  override render() {
    const { policy } = this;
    if (!policy) return nothing;
    const nameOf = (personId: string) =>
      this.overview?.people.find((person) => person.personId === personId)?.name;
    const name = this.isDefault ? msg('As delivered') : policy.name;
    return html`<div class="head">
        <div class="grow">
          <h3>${name}</h3>
          <p class="soft small">${subjectText(policy, this.overview)}</p>
        </div>
        ${
          this.actions.length > 0
            ? html`<w-action-menu
                label=${msg(str`Change the policy ${name}`)}
                data-testid="policy-menu"
                .actions=${this.actions}
              ></w-action-menu>`
            : nothing
        }
      </div>
      <div class="ladders">
        <div>
          <h4>${msg('When a person is absent')}</h4>
          <w-ladder
            .levels=${policy.levels}
            .first=${msg('As soon as the absence begins')}
            .nameOf=${nameOf}
          ></w-ladder>
        </div>
        <div>
          <h4>${msg('When a camera is blind or a backup fails')}</h4>
          <w-ladder .levels=${policy.deviceLevels} .first=${msg('At once')} .nameOf=${nameOf}></w-ladder>
        </div>
      </div>
      <ul class="says soft small">
        ${policySentences(policy).map((sentence) => html`<li>${sentence}</li>`)}
      </ul>`;
  }
}
