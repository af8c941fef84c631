import { msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Why } from '../../../server/wire.ts';
import { presenceApi } from '../api/presence.ts';
import { sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';

/** What a person's state is based on: a sentence, and the facts in it. */
@customElement('w-why-facts')
export class WhyFacts extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(6rem, auto) minmax(0, 1fr);
        gap: 0.25rem 0.9rem;
        margin-top: 0.6rem;
        font-size: 0.88rem;
      }
      dt {
        color: var(--soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() personId = '';
  /** Something else than before: another state asks for another reason. */
  @property() about = '';
  @state() private why: Why | null = null;
  @state() private problem = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('personId')) this.why = null;
    if (changed.has('personId') || changed.has('about')) void this.#load();
  }

  override render() {
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    if (!this.why) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    const { sentence, facts } = this.why;
    return html`<p class="wrap" data-testid="why-sentence">${sentence}</p>
      ${
        facts.length > 0
          ? html`<dl>
              ${facts.map(
                ({ label, value }) =>
                  html`<dt>${label}</dt>
                    <dd>${value}</dd>`,
              )}
            </dl>`
          : nothing
      }`;
  }

  async #load(): Promise<void> {
    const { personId } = this;
    try {
      const why = await presenceApi.why(personId);
      if (personId !== this.personId) return;
      this.why = why;
      this.problem = '';
    } catch (error) {
      if (personId === this.personId) this.problem = sentenceOf(error);
    }
  }
}
