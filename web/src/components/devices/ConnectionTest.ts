import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceFacts, DeviceTest } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { factsStyles, shortFacts } from './factsList.ts';
import './DeviceFullness.ts';

/** Speaks with a terminal before it is saved, and shows what it is or why not. */
@customElement('w-connection-test')
export class ConnectionTest extends LitElement {
  static override styles = [
    shared,
    controls,
    factsStyles,
    css`
      .works {
        display: grid;
        gap: 0.6rem;
        padding: 0.7rem 0.875rem;
        background: var(--raised);
        border-radius: 7px;
      }
      .works .facts {
        gap: 0.5rem 0.75rem;
      }
      .works dd {
        font-size: 0.92rem;
      }
      .good {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        font-weight: 600;
        color: var(--good);
      }
    `,
  ];

  /** What is typed now; null: the inputs are not right yet, and say so. */
  @property({ attribute: false }) where: () => DeviceTest | null = () => null;
  @state() private facts: DeviceFacts | null = null;
  @state() private problem = '';
  @state() private busy = false;
  #abort: AbortController | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clear();
  }

  override render() {
    return html`<div class="stack">
      <div class="row">
        <button
          type="button"
          ?disabled=${this.busy}
          data-testid="try-connection"
          @click=${() => void this.#try()}
        >
          ${icon('connection')}${this.busy ? msg('Calling it…') : msg('Try the connection')}
        </button>
      </div>
      <div role="status">${this.facts ? this.#works(this.facts) : nothing}</div>
      ${
        this.problem
          ? html`<p class="problem" role="alert" data-testid="try-problem">
              ${icon('warning')}${this.problem}
            </p>`
          : nothing
      }
    </div>`;
  }

  /** What was shown is of something else now. */
  clear(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.facts = null;
    this.problem = '';
    this.busy = false;
  }

  #works(facts: DeviceFacts) {
    const who = facts.model ?? facts.serial ?? '';
    return html`<div class="works" data-testid="try-works">
      <p class="good">${icon('check')}${msg(str`It answers: ${who}`)}</p>
      ${shortFacts(facts)}
      <w-device-fullness .facts=${facts}></w-device-fullness>
    </div>`;
  }

  async #try(): Promise<void> {
    const where = this.where();
    if (!where) return;
    this.clear();
    const abort = (this.#abort = new AbortController());
    this.busy = true;
    try {
      const facts = await devicesApi.test(where, abort.signal);
      if (!abort.signal.aborted) this.facts = facts;
    } catch (error) {
      if (!abort.signal.aborted) this.problem = sentenceOf(error);
    } finally {
      if (!abort.signal.aborted) this.busy = false;
    }
  }
}
