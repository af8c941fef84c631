import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { JobView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { diagnosticsApi } from '../api/settings.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';
import './JobProgress.ts';

type Made = { name: string; bytes: number };

/** Puts together what whoever helps with this server needs to know, and hands it over as a file. */
@customElement('w-diagnostics-panel')
export class DiagnosticsPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      h3 {
        font-size: 1rem;
      }
    `,
  ];

  @state() private job: JobView | null = null;
  @state() private made: Made | null = null;
  @state() private problem = '';

  override render() {
    const isRunning = this.job?.state === 'running';
    return html`<div class="stack">
      <h3>${msg('Diagnostics')}</h3>
      <p class="soft">
        ${msg('For whoever helps you: versions, settings, cameras, counts and the newest lines of the log. No faces, no names of people, no addresses, no passwords.')}
      </p>
      <div class="row">
        <button data-testid="make-diagnostics" ?disabled=${isRunning} @click=${() => void this.#make()}>
          ${icon('settings')}${msg('Put together diagnostics')}
        </button>
        ${this.made ? this.#download(this.made) : nothing}
      </div>
      <w-job-progress
        .job=${this.job}
        .label=${msg('Putting together diagnostics')}
        @ended=${(event: CustomEvent<JobView>) => this.#ended(event.detail)}
      ></w-job-progress>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
    </div>`;
  }

  #download({ name, bytes }: Made) {
    const kilobytes = numberText(Math.ceil(bytes / 1_000));
    return html`<a
      class="button primary"
      download
      data-testid="download-diagnostics"
      href=${diagnosticsApi.fileAt(name)}
    >
      ${icon('download')}${msg(str`Download, ${kilobytes} kB`)}
    </a>`;
  }

  async #make(): Promise<void> {
    this.problem = '';
    this.made = null;
    try {
      this.job = await diagnosticsApi.make();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #ended(job: JobView): void {
    // What failed or was cancelled says so itself.
    this.job = job.state === 'done' ? null : job;
    if (job.state === 'done') this.made = job.result as Made;
  }
}
