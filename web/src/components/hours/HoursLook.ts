import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HoursConfig, HoursPreview } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { hoursApi } from '../../api/hours.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { hoursStyles } from './hoursStyles.ts';

/** While somebody types. */
const askAfterMs = 300;

/** How the first rows of the file would look, as it is being set up. */
@customElement('w-hours-look')
export class HoursLook extends LitElement {
  static override styles = [shared, controls, hoursStyles];

  @property({ attribute: false }) of: HoursConfig | null = null;
  @state() private look: HoursPreview | null = null;
  @state() private problem = '';
  #asked = '';
  #timer = 0;
  #abort = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  override willUpdate(): void {
    if (!this.of) return;
    const { who, fromDate, layout } = this.of;
    const wanted = JSON.stringify({ who, fromDate, layout });
    if (wanted === this.#asked) return;
    const isFirst = this.#asked === '';
    this.#asked = wanted;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(
      () => void this.#ask({ who, fromDate, layout }),
      isFirst ? 0 : askAfterMs,
    );
  }

  override render() {
    const { look, problem } = this;
    return html`<h3 id="look">${msg('The first rows')}</h3>
      ${problem ? html`<p class="problem" role="alert">${icon('warning')}${problem}</p>` : nothing}
      ${look ? this.#rows(look) : nothing}`;
  }

  #rows({ header, lines, made }: HoursPreview) {
    // Whoever has no mouse moves it sideways with the keys.
    return html`<pre tabindex="0" role="region" aria-labelledby="look" data-testid="hours-look">
${header === null ? nothing : html`<span class="header">${header}</span>${'\n'}`}${lines.join('\n')}</pre>
      ${
        made
          ? html`<p class="soft small">${msg('These rows are made up: there are none to show yet.')}</p>`
          : nothing
      }`;
  }

  async #ask(of: Pick<HoursConfig, 'who' | 'fromDate' | 'layout'>): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    try {
      const look = await hoursApi.preview(of, signal);
      if (!signal.aborted) Object.assign(this, { look, problem: '' });
    } catch (error) {
      if (!signal.aborted) this.problem = sentenceOf(error);
    }
  }
}
