import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CameraStatsView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { camerasApi } from '../../api/cameras.ts';
import { controls } from '../../controls.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import { foldStyles } from './foldStyles.ts';

type Stats = NonNullable<CameraStatsView['stats']>;
type Stage = keyof Stats['stageMs'];

const askEveryMs = 1_000;

/** What a camera costs, stage by stage, while it is unfolded. */
@customElement('w-camera-timing')
export class CameraTiming extends LitElement {
  static override styles = [
    shared,
    controls,
    foldStyles,
    css`
      .body {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
      }
      td:last-child {
        text-align: right;
        white-space: nowrap;
      }
      .bar {
        width: 40%;
        padding: 0 0.6rem;
        min-height: 0;
      }
      td.bar {
        display: table-cell;
      }
      .bar span {
        display: block;
        height: 0.6rem;
        min-width: 2px;
        background: var(--accent);
        border-radius: 3px;
      }
    `,
  ];

  @property() cameraId = '';
  @state() private unfolded = false;
  @state() private view: CameraStatsView | null = null;
  @state() private problem = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.unfolded) this.#ask();
  }

  override render() {
    return html`<button
        class="head"
        data-testid="timing-${this.cameraId}"
        aria-expanded=${this.unfolded}
        aria-controls="body"
        @click=${() => this.#toggle()}
      >
        <span class="soft small">${msg('What it costs')}</span>
        <span class="fold" aria-hidden="true">${this.unfolded ? '–' : '+'}</span>
      </button>
      <div id="body" ?hidden=${!this.unfolded}>${this.unfolded ? this.#body() : nothing}</div>`;
  }

  #body() {
    if (this.problem) return html`<p class="problem">${this.problem}</p>`;
    const stats = this.view?.stats;
    if (!stats)
      return html`<p class="soft body" role="status">
        ${msg('Nothing was measured yet: the camera has not run for a second.')}
      </p>`;
    return html`<div class="body" data-testid="timing-body">
      <section>
        <h3>${msg('Time for one picture')}</h3>
        ${stageTable(stats.stageMs)}
        <p class="soft small">${msg('Mean of the last second, waiting for a free processor included.')}</p>
      </section>
      <section>
        <h3>${msg('Pictures')}</h3>
        ${countTable(stats)}
      </section>
    </div>`;
  }

  #toggle(): void {
    this.unfolded = !this.unfolded;
    clearInterval(this.#timer);
    if (this.unfolded) this.#ask();
  }

  #ask(): void {
    void this.#load();
    this.#timer = setInterval(() => document.hidden || void this.#load(), askEveryMs);
  }

  async #load(): Promise<void> {
    try {
      this.view = await camerasApi.stats(this.cameraId);
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}

function stageTable(stageMs: Stats['stageMs']) {
  const stages: [Stage, string][] = [
    ['motion', msg('Look for motion')],
    ['detect', msg('Find faces and bodies')],
    ['track', msg('Follow them')],
    ['embed', msg('Recognise faces')],
  ];
  const longest = Math.max(1, ...Object.values(stageMs));
  return html`<table>
    <tbody>
      ${stages.map(
        ([stage, text]) =>
          html`<tr>
            <th scope="row">${text}</th>
            <td class="bar"><span .style=${`width: ${(stageMs[stage] / longest) * 100}%`}></span></td>
            <td>${numberText(stageMs[stage], 1)} ms</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function countTable(stats: Stats) {
  const rows: [string, number, number][] = [
    [msg('Analysed a second now'), stats.analysesPerSecond, 1],
    [msg('Wanted a second'), stats.analysesWanted, 1],
    [msg('Granted by this machine'), stats.analysesGranted, 1],
    [msg('Decoded since the start'), stats.framesDecoded, 0],
    [msg('Analysed'), stats.framesAnalysed, 0],
    [msg('Replaced by a newer one'), stats.framesDropped, 0],
    [msg('Left out: too busy'), stats.analysesSkipped, 0],
    [msg('Failed'), stats.analysesFailed, 0],
  ];
  return html`<table>
    <tbody>
      ${rows.map(
        ([text, value, digits]) =>
          html`<tr>
            <th scope="row">${text}</th>
            <td>${numberText(value, digits)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
