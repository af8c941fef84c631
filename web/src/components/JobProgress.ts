import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JobView } from '../../../server/wire.ts';
import { jobsApi } from '../api/jobs.ts';
import { ApiError, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';

/** Often enough to look alive. Asked for instead of told: it also works after the connection was lost. */
const askEveryMs = 500;

/** How far long work is, with a way to cancel it; says so when it failed. Fires `ended` with the JobView, whatever came out. */
@customElement('w-job-progress')
export class JobProgress extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      progress {
        flex: 1;
        min-width: 6rem;
        height: 0.55rem;
        accent-color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) job: JobView | null = null;
  /** What is being done, as a heading. */
  @property() label = '';
  @state() private now: JobView | null = null;
  @state() private cancelling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('job')) return;
    this.now = this.job;
    this.cancelling = false;
    this.#askLater();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.now?.state === 'running') this.#askLater();
  }

  override render() {
    const { now } = this;
    if (!now) return nothing;
    switch (now.state) {
      case 'running':
        return this.#running(now);
      case 'failed':
        return html`<p class="problem" role="alert">
          ${icon('warning')}${now.problem ?? msg('It failed.')}
        </p>`;
      case 'cancelled':
        return html`<p class="soft" role="status">${msg('Cancelled. What was done before stays.')}</p>`;
      case 'done':
        return nothing;
      default:
        return now.state satisfies never;
    }
  }

  #running({ done, total }: JobView) {
    const words = total === null ? msg(str`${done} done`) : msg(str`${done} of ${total} done`);
    return html`<div class="row" role="group" aria-label=${this.label} data-testid="job-progress">
      <span class="small" role="status">${this.label} <span class="soft">${words}</span></span>
      ${
        total === null
          ? html`<progress aria-label=${this.label}></progress>`
          : html`<progress aria-label=${this.label} max=${Math.max(1, total)} .value=${done}></progress>`
      }
      <button
        type="button"
        data-testid="job-cancel"
        ?disabled=${this.cancelling}
        title=${this.cancelling ? msg('It stops at its next safe point') : nothing}
        @click=${() => void this.#cancel()}
      >
        ${this.cancelling ? msg('Stopping…') : msg('Cancel')}
      </button>
    </div>`;
  }

  #askLater(): void {
    clearTimeout(this.#timer);
    if (this.now?.state === 'running') this.#timer = setTimeout(() => void this.#ask(), askEveryMs);
    else if (this.now) this.#tell(this.now);
  }

  async #ask(): Promise<void> {
    const asked = this.now;
    if (!asked) return;
    try {
      const view = await jobsApi.job(asked.jobId);
      // Another job may have been given meanwhile.
      if (this.now?.jobId === view.jobId) this.now = view;
    } catch (error) {
      // Lost with a restart; while the server is away it is asked again.
      const gone = error instanceof ApiError && error.status === 404;
      if (gone)
        this.now = {
          ...asked,
          state: 'failed',
          problem: msg('The server was restarted meanwhile: do it again. What was done before stays.'),
        };
      else if (!(error instanceof ApiError) || error.status !== 0)
        this.now = { ...asked, state: 'failed', problem: sentenceOf(error) };
    }
    this.#askLater();
  }

  async #cancel(): Promise<void> {
    if (!this.now) return;
    this.cancelling = true;
    await jobsApi.cancel(this.now.jobId).catch(() => (this.cancelling = false));
  }

  #tell(detail: JobView): void {
    queueMicrotask(() => this.dispatchEvent(new CustomEvent('ended', { detail })));
  }
}
