import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorTest, ConnectorView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { connectionsApi } from '../../api/connections.ts';
import { missingIn } from '../../connectorTexts.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { connectionStyles } from './connectionStyles.ts';

/** Turns Frappe on and off, and tries it. Fires `changed`. */
@customElement('w-frappe-actions')
export class FrappeActions extends LitElement {
  static override styles = [
    shared,
    controls,
    connectionStyles,
    css`
      :host {
        padding: 0;
      }
    `,
  ];

  @property({ attribute: false }) connector: ConnectorView | null = null;
  /** Something was typed and not saved yet. */
  @property({ type: Boolean }) unsaved = false;
  @state() private busy: 'test' | 'switch' | null = null;
  @state() private problem = '';
  @state() private tested: ConnectorTest | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // What was found of other words says nothing of these.
    if (changed.has('unsaved') && this.unsaved) Object.assign(this, { tested: null, problem: '' });
  }

  override render() {
    const { connector } = this;
    if (!connector) return nothing;
    const { enabled } = connector;
    const why = this.#whyNot(connector);
    const cannot = this.busy !== null || why !== null;
    const title = this.busy ? msg('One moment') : (why ?? nothing);
    return html`<div class="row">
        <button
          class=${enabled || why !== null ? '' : 'primary'}
          ?disabled=${enabled ? this.busy !== null : cannot}
          title=${enabled && !this.busy ? nothing : title}
          data-testid="switch-frappe"
          @click=${() => void this.#switch(!enabled)}
        >
          ${enabled ? msg('Turn off') : msg('Turn on')}
        </button>
        <button
          ?disabled=${cannot}
          title=${title}
          data-testid="test-frappe"
          @click=${() => void this.#test()}
        >
          ${icon('refresh')}${this.busy === 'test' ? msg('Testing…') : msg('Test the connection')}
        </button>
        ${why === null ? nothing : html`<span class="soft small">${why}</span>`}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div role="status">${this.tested ? this.#result(this.tested) : nothing}</div>`;
  }

  /** null: it can be tried and turned on. */
  #whyNot(connector: ConnectorView): string | null {
    if (this.unsaved) return msg('Save first what was changed.');
    const missing = missingIn(connector);
    return missing.length > 0 ? msg(str`Missing: ${listed(missing)}.`) : null;
  }

  #result({ problem, told }: ConnectorTest) {
    if (problem !== null)
      return html`<p class="problem" data-testid="test-result">${icon('warning')}${problem}</p>`;
    return html`<p class="works" data-testid="test-result">
      ${icon('check')}${msg(str`It works: check-ins are written as ${told}. Nothing was written now.`)}
    </p>`;
  }

  #switch = (enabled: boolean): Promise<void> =>
    this.#run('switch', () => connectionsApi.change('frappe', { enabled }));

  #test = (): Promise<void> =>
    this.#run('test', async () => void (this.tested = await connectionsApi.testFrappe()));

  async #run(what: 'test' | 'switch', run: () => Promise<unknown>): Promise<void> {
    Object.assign(this, { busy: what, problem: '', tested: null });
    try {
      await run();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = null;
    }
  }
}

const listed = (names: string[]): string =>
  new Intl.ListFormat(document.documentElement.lang || 'en').format(names);
