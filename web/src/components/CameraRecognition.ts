import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementView, RecognitionView, TrackCounts } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { outcomeLines, passedIn } from '../trackOutcomes.ts';
import { foldStyles } from './cameras/foldStyles.ts';

/** Whether a camera hangs well, how many it named, and why not the others. */
@customElement('w-camera-recognition')
export class CameraRecognition extends LitElement {
  static override styles = [
    shared,
    controls,
    foldStyles,
    css`
      .head {
        flex-wrap: wrap;
        gap: 0.25rem 0.6rem;
      }
      .body {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr));
        margin-top: 0.3rem;
      }
      .do {
        display: grid;
        gap: 0.3rem;
      }
      .do li {
        display: flex;
        gap: 0.45rem;
      }
      .do svg {
        margin-top: 0.15em;
        color: var(--accent);
      }
      thead th {
        color: var(--soft);
        font-size: 0.85rem;
      }
      td.count,
      th.count {
        padding-left: 0.75rem;
        text-align: right;
        white-space: nowrap;
      }
      .length {
        width: 40%;
        padding-left: 0.75rem;
      }
      .length span {
        display: block;
        height: 0.6rem;
        min-width: 2px;
        background: var(--edge);
        border-radius: 3px;
      }
      .named .length span {
        background: var(--good);
      }
      @media (max-width: 640px) {
        .length {
          width: 25%;
        }
      }
    `,
  ];

  @property({ attribute: false }) view: RecognitionView | null = null;
  @state() private unfolded = false;

  override render() {
    const { view } = this;
    if (!view) return nothing;
    return html`<button
        class="head"
        data-testid="recognition-${view.cameraId}"
        aria-expanded=${this.unfolded}
        aria-controls="body"
        @click=${() => (this.unfolded = !this.unfolded)}
      >
        ${placementChip(view.placement)}
        <span class="soft small">${passedText(view.today)}</span>
        <span class="fold" aria-hidden="true">${this.unfolded ? '–' : '+'}</span>
      </button>
      <div id="body" class="body" ?hidden=${!this.unfolded}>
        ${this.unfolded ? this.#body(view) : nothing}
      </div>`;
  }

  #body({ placement, today, sinceStart, advice }: RecognitionView) {
    return html`<section>
        <h3>${msg('Placement')}</h3>
        <p>${placement.sentence}</p>
        <ul class="do">
          ${placement.remedies.map((remedy) => html`<li>${icon('pin')}<span>${remedy}</span></li>`)}
        </ul>
      </section>
      <section>
        <h3>${msg('Who passed, and why not named')}</h3>
        ${countTable(today, sinceStart)} ${advice ? html`<p>${advice}</p>` : nothing}
      </section>`;
  }
}

function countTable(today: TrackCounts, sinceStart: TrackCounts) {
  const ever = outcomeLines(sinceStart);
  if (passedIn(sinceStart).named + passedIn(sinceStart).unnamed === 0)
    return html`<p class="soft">${msg('Nobody passed since the server started.')}</p>`;
  const most = Math.max(1, ...Object.values(today));
  return html`<table>
    <thead>
      <tr>
        <th scope="col"><span class="hidden-text">${msg('How it ended')}</span></th>
        <td class="length"></td>
        <th scope="col" class="count">${msg('today')}</th>
        <th scope="col" class="count">${msg('since start')}</th>
      </tr>
    </thead>
    <tbody>
      ${ever.map(
        ({ outcome, text, count }) =>
          html`<tr class=${outcome}>
            <th scope="row">${text}</th>
            <td class="length">
              <span .style=${`width: ${(today[outcome] / most) * 100}%`}></span>
            </td>
            <td class="count">${today[outcome]}</td>
            <td class="count soft">${count}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function placementChip({ verdict, widthPx }: PlacementView) {
  if (widthPx === null) return html`<span class="chip">${msg('No face yet')}</span>`;
  return html`<span class="chip ${colours[verdict]}">${chipText(verdict, widthPx)}</span>`;
}

const colours: Record<PlacementView['verdict'], string> = {
  good: 'good',
  borderline: 'warn',
  tooSmall: 'bad',
  tooBlurred: 'bad',
  turnedAway: 'bad',
  unsure: '',
};

function chipText(verdict: PlacementView['verdict'], widthPx: number): string {
  switch (verdict) {
    case 'good':
      return msg(str`Faces ${widthPx} px · good`);
    case 'borderline':
      return msg(str`Faces ${widthPx} px · borderline`);
    case 'tooSmall':
      return msg(str`Faces ${widthPx} px · too small`);
    case 'tooBlurred':
      return msg(str`Faces ${widthPx} px · too blurred`);
    case 'turnedAway':
      return msg(str`Faces ${widthPx} px · turned away`);
    case 'unsure':
      return msg(str`Faces ${widthPx} px · too few to judge`);
    default:
      return verdict satisfies never;
  }
}

function passedText(today: TrackCounts): string {
  const { named, unnamed } = passedIn(today);
  return named + unnamed === 0 ? msg('Nobody passed today') : msg(str`Today ${named} named, ${unnamed} not`);
}
