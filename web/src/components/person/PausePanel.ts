import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Pause } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { pausesOf } from '../../pauses.ts';
import { shared } from '../../styles.ts';
import { momentText } from '../../time.ts';
import '../PauseForm.ts';

/** Whether the monitoring of a person or an area stands still, and letting it. */
@customElement('w-pause-panel')
export class PausePanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.75rem;
        align-items: center;
        padding: 0.4rem 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property() subject: Pause['subject'] = 'person';
  @property() subjectId = '';
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) pauses = false;
  @property({ type: Boolean }) ends = false;
  @state() private known: Pause[] | null = null;
  @state() private problem = '';
  /** Somebody is about to pause. */
  @state() private asks = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('subjectId')) this.asks = false;
    if (changed.has('subjectId') && this.subjectId) void this.#load();
  }

  override render() {
    return html`<div class="stack">
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#list()}
    </div>`;
  }

  #list() {
    if (!this.known)
      return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    const pauses = pausesOf(this.known, this.subject, this.subjectId, this.nowMs);
    if (pauses.length > 0)
      return html`<ul data-testid="pauses">
        ${pauses.map((pause) => this.#pause(pause))}
      </ul>`;
    return html`<p class="soft">
        ${
          this.subject === 'area'
            ? msg(
                'Monitoring runs. While it is paused, nobody who works here is told of as absent; where cameras see them is still recorded.',
              )
            : msg(
                'Monitoring runs. While it is paused nobody is told that they are absent; where cameras see them is still recorded.',
              )
        }
      </p>
      ${
        this.pauses && !this.asks && this.subject === 'person'
          ? html`<div>
              <button data-testid="pause-open" @click=${() => (this.asks = true)}>
                ${icon('pause')}${msg('Pause monitoring')}
              </button>
            </div>`
          : nothing
      }
      ${
        this.pauses && (this.asks || this.subject === 'area')
          ? html`<w-pause-form
              .subject=${this.subject}
              .subjectId=${this.subjectId}
              .timeZone=${this.timeZone}
              @paused=${() => this.#paused()}
            ></w-pause-form>`
          : nothing
      }`;
  }

  #pause({ pauseId, fromMs, toMs, why, by }: Pause) {
    const time = (atMs: number) => momentText(atMs, this.nowMs, this.timeZone);
    const since =
      toMs === null
        ? msg(str`since ${time(fromMs)}, by ${by}`)
        : msg(str`since ${time(fromMs)} until ${time(toMs)}, by ${by}`);
    return html`<li>
      <span class="grow wrap"
        ><span class="chip warn">${icon('pause')}${msg('Paused')}</span> <strong>${why}</strong>
        <span class="soft small">${since}</span></span
      >
      ${
        this.ends
          ? html`<button data-testid="end-pause" @click=${() => void this.#end(pauseId)}>
              ${icon('play')}${msg('End the pause')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #paused(): void {
    this.asks = false;
    void this.#load();
  }

  async #end(pauseId: string): Promise<void> {
    try {
      await dutyApi.endPause(pauseId);
      await this.#load();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #load(): Promise<void> {
    try {
      this.known = await dutyApi.pauses();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
