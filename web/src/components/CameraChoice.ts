import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CameraView } from '../../../server/wire.ts';
import { areaBeside } from '../areaBeside.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';

/** Which cameras a grid shows. Fires `leaveout` with the ids of those it does not. */
@customElement('w-camera-choice')
export class CameraChoice extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      #choice {
        position: fixed;
        inset: auto;
        margin: 0.3rem 0 0;
        position-area: bottom span-left;
        width: min(20rem, calc(100vw - 1.5rem));
        max-height: 60dvh;
        padding: 0.6rem 0.875rem;
        overflow: auto;
        color: var(--text);
        background: var(--panel);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
      }
      ul {
        display: grid;
        gap: 0.45rem;
        padding: 0.5rem 0;
      }
      button.some {
        color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) cameras: CameraView[] = [];
  @property({ attribute: false }) leftOut: string[] = [];

  override render() {
    const some = this.cameras.some(({ cameraId }) => this.leftOut.includes(cameraId));
    return html`<button
        class="icon ${some ? 'some' : ''}"
        popovertarget="choice"
        aria-label=${msg('Cameras in the grid')}
        title=${msg('Cameras in the grid')}
        data-testid="camera-choice"
      >
        ${icon('filter')}
      </button>
      <div id="choice" popover role="dialog" aria-label=${msg('Cameras in the grid')}>
        <h2>${msg('Cameras in the grid')}</h2>
        <ul>
          ${this.cameras.map((camera) => this.#item(camera))}
        </ul>
        <button @click=${() => this.#tell([])} ?disabled=${!some} title=${msg('Show every camera')}>
          ${msg('Show all')}
        </button>
      </div>`;
  }

  #item(camera: CameraView) {
    return html`<li>
      <label class="check">
        <input
          type="checkbox"
          .checked=${!this.leftOut.includes(camera.cameraId)}
          @change=${(event: Event) => this.#choose(camera.cameraId, (event.target as HTMLInputElement).checked)}
        />
        <span>${camera.name}${areaBeside(camera)}</span>
      </label>
    </li>`;
  }

  #choose(cameraId: string, shown: boolean): void {
    const others = this.leftOut.filter((id) => id !== cameraId);
    this.#tell(shown ? others : [...others, cameraId]);
  }

  #tell(leftOut: string[]): void {
    this.dispatchEvent(new CustomEvent('leaveout', { detail: leftOut }));
  }
}
