import { msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CameraView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { healthColours, healthText } from '../healthText.ts';
import { placeText } from '../placeText.ts';
import { shared } from '../styles.ts';

/** One button a camera. Fires `choose` with the camera's id. */
@customElement('w-camera-switch')
export class CameraSwitch extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .soft {
        font-weight: 400;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr));
        gap: 0.5rem;
        padding: 0 0.875rem 0.875rem;
        min-height: 0;
        overflow: auto;
      }
      section {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      @media (max-width: 1000px) {
        ul {
          max-height: 30dvh;
        }
      }
      button {
        width: 100%;
        height: 100%;
        min-height: 3.2rem;
        justify-content: start;
        text-align: left;
        padding: 0.4rem 0.6rem;
        border-color: var(--line);
        background: var(--raised);
      }
      button[aria-pressed='true'] {
        background: var(--accent-tint);
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      .number {
        min-width: 1.4rem;
        font-weight: 700;
        text-align: center;
        color: var(--soft);
      }
      .names {
        flex: 1;
        min-width: 0;
        display: grid;
      }
      /* Two lines at most, so that a long name stays readable and the buttons stay buttons. */
      .name {
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .names .soft {
        font-size: 0.82rem;
      }
      .lights {
        display: grid;
        gap: 0.3rem;
        justify-items: end;
      }
      .ai {
        padding: 0 0.28rem;
        font-size: 0.68rem;
        font-weight: 700;
        line-height: 1.35;
        color: var(--soft);
        border: 1px solid var(--line);
        border-radius: 4px;
      }
      .ai.on {
        color: var(--good);
        background: var(--good-tint);
        border-color: var(--good);
      }
      @media (hover: none) {
        .keys {
          display: none;
        }
      }
      @media (max-width: 640px) {
        ul {
          grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
          max-height: 16rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) cameras: CameraView[] = [];
  @property() chosen: string | null = null;
  @property({ type: Boolean }) keys = true;

  override render() {
    if (this.cameras.length === 0) return html``;
    return html`<section class="panel" aria-labelledby="title">
      <div class="bar">
        <h2 id="title" class="grow">${msg('Switch camera')}</h2>
        ${this.keys ? html`<span class="soft small keys">${msg(str`Keys 1–${Math.min(9, this.cameras.length)}`)}</span>` : ''}
      </div>
      <ul>
        ${this.cameras.map((camera, index) => this.#button(camera, index + 1))}
      </ul>
    </section>`;
  }

  #button(camera: CameraView, number: number) {
    const { kind } = camera.health;
    const health = healthText(kind);
    return html`<li>
      <button
        data-testid="camera-${camera.cameraId}"
        aria-pressed=${camera.cameraId === this.chosen}
        title="${placeText(camera.name, camera.area)} · ${health}"
        @click=${() => this.#choose(camera)}
      >
        <span class="number">${number}</span>
        <span class="names">
          <span class="name">${camera.name}</span>
          ${camera.area === camera.name ? '' : html`<span class="cut soft">${camera.area}</span>`}
        </span>
        <span class="lights">
          <span
            class="dot ${healthColours[kind]}"
            data-testid="health-${camera.cameraId}"
            data-kind=${kind}
          ></span>
          <span class="ai ${camera.analysing ? 'on' : ''}" aria-hidden="true">${msg('AI')}</span>
        </span>
        <span class="hidden-text"
          >${health}${camera.analysing ? html` · ${msg('AI inference is on')}` : ''}</span
        >
      </button>
    </li>`;
  }

  #choose(camera: CameraView): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: camera.cameraId }));
  }
}
