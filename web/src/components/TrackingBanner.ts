import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { placeText } from '../placeText.ts';
import { shared } from '../styles.ts';
import { Ticking } from '../Ticking.ts';
import { ageText } from '../time.ts';

/** Somebody not seen for longer is no longer said to be here, though still present: presence outlasts the last sighting by its grace. */
const hereWithinMs = 3000;

/** Who is followed, and where they are. Fires `untrack`. */
@customElement('w-tracking-banner')
export class TrackingBanner extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.6rem;
        padding: 0.35rem 0.875rem;
        color: #e7f2ff;
        background: #0b3566;
      }
      span {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      button {
        min-height: 1.8rem;
        padding: 0.1rem 0.6rem;
        color: #06203d;
        background: #6cb2ff;
        border-color: #6cb2ff;
        white-space: nowrap;
      }
      button:hover:not(:disabled) {
        background: #a5d0ff;
      }
    `,
  ];

  @property({ attribute: false }) person: PersonView | null = null;
  /** A camera of this user shows them. */
  @property({ type: Boolean }) visible = true;
  @property({ type: Number }) clockOffsetMs = 0;

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    const { person } = this;
    if (!person) return nothing;
    return html`<div role="status" data-testid="tracking" data-person=${person.personId}>
      ${icon('target')}<span>${this.#words(person)}</span>
      <button @click=${() => this.dispatchEvent(new CustomEvent('untrack'))}>${msg('Stop tracking')}</button>
    </div>`;
  }

  #words({ name, cameraName, area, lastSeenMs }: PersonView) {
    const bold = html`<strong>${name}</strong>`;
    if (cameraName === null || lastSeenMs === null)
      return msg(html`Tracking ${bold}: no camera has seen them yet`);
    if (!this.visible) return msg(html`Tracking ${bold}: they are at a camera that you may not see`);
    const place = placeText(cameraName, area);
    const ageMs = Date.now() + this.clockOffsetMs - lastSeenMs;
    if (ageMs < hereWithinMs) return msg(html`Tracking ${bold}: now at ${place}`);
    const age = ageText(ageMs);
    return msg(html`Tracking ${bold}: last seen at ${place}, ${age}`);
  }
}
