import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PictureBox } from '../../../server/wire.ts';
import { boxText } from '../boxText.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';

/** Who is in the live picture, in words. A sure name fires `day` with the person's id; a guess leads nowhere. */
@customElement('w-in-picture')
export class InPicture extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        align-content: start;
        gap: 0.4rem;
        /* One height whoever comes and goes: the picture above must not jump. */
        height: 2.6rem;
        overflow: auto;
        padding: 0.15rem 0.875rem 0.5rem;
      }
      .chip,
      li.soft {
        min-height: 1.7rem;
      }
      button {
        border: 1px solid transparent;
      }
      button:hover {
        border-color: currentColor;
      }
      .likely {
        background: none;
        border: 1px dashed var(--edge);
      }
    `,
  ];

  @property({ attribute: false }) boxes: PictureBox[] = [];
  /** Of an old picture nobody can say that these people are there. */
  @property({ type: Boolean }) old = false;
  @property({ type: Boolean }) admin = false;

  override render() {
    const boxes = this.old ? [] : this.boxes;
    const known = boxes
      .filter(({ name, likelyName }) => name !== null || likelyName !== null)
      .sort((a, b) => boxText(a).localeCompare(boxText(b)));
    const unknown = boxes.length - known.length;
    const nobody = this.old ? 'No live picture' : 'Nobody in this picture';
    return html`<ul aria-label="In this picture" data-testid="in-picture" tabindex="-1">
      ${repeat(
        known,
        ({ trackId }) => trackId,
        (box) => html`<li>${this.#person(box)}</li>`,
      )}
      ${unknown > 0 ? html`<li><span class="chip">${unknown} unknown</span></li>` : nothing}
      ${boxes.length === 0 ? html`<li class="soft">${nobody}</li>` : nothing}
    </ul>`;
  }

  #person(box: PictureBox) {
    const { personId, name } = box;
    if (personId === null || name === null)
      return html`<span class="chip likely" title="Not sure enough to count or to follow"
        >${boxText(box)}</span
      >`;
    return html`<button
      class="chip good"
      title="${name}: where today${this.admin ? ', and "not this person"' : ''}"
      @click=${() => this.dispatchEvent(new CustomEvent('day', { detail: personId, bubbles: true, composed: true }))}
    >
      ${name}
    </button>`;
  }
}
