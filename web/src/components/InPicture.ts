import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Me, PictureBox } from '../../../server/wire.ts';
import { isUnknown } from '../boxMarks.ts';
import { boxText } from '../boxText.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';

/** Who is in the live picture, in words. A sure name leads to the person's page; a guess leads nowhere. */
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
      a.chip {
        text-decoration: none;
        border: 1px solid transparent;
      }
      a.chip:hover {
        border-color: currentColor;
      }
      .likely {
        background: none;
        border: 1px dashed var(--edge);
      }
    `,
  ];

  /** null: no live picture, and of an old one nobody can say that these people are there. */
  @property({ attribute: false }) boxes: PictureBox[] | null = null;
  @property({ attribute: false }) me: Me | null = null;

  override render() {
    const boxes = this.boxes ?? [];
    const known = boxes
      .filter(({ name, likelyName, outside }) => !outside && (name !== null || likelyName !== null))
      .sort((a, b) => boxText(a).localeCompare(boxText(b)));
    const unknown = boxes.filter((box) => isUnknown(box) && box.likelyName === null).length;
    const outside = boxes.filter((box) => box.outside).length;
    return html`<ul aria-label=${msg('In this picture')} data-testid="in-picture" tabindex="-1">
      ${repeat(
        known,
        ({ trackId }) => trackId,
        (box) => html`<li>${this.#person(box)}</li>`,
      )}
      ${unknown > 0 ? html`<li><span class="chip warn">${msg(str`${unknown} unknown`)}</span></li>` : nothing}
      ${outside > 0 ? html`<li><span class="chip">${msg(str`${outside} of other teams`)}</span></li>` : nothing}
      ${boxes.length === 0 ? html`<li class="soft">${this.boxes ? msg('Nobody in this picture') : msg('No live picture')}</li>` : nothing}
    </ul>`;
  }

  #person(box: PictureBox) {
    const { personId, name } = box;
    if (personId === null || name === null)
      return html`<span class="chip likely" title=${msg('Not sure enough to count or to follow')}
        >${boxText(box)}</span
      >`;
    if (!can(this.me, 'read Presence')) return html`<span class="chip good">${name}</span>`;
    return html`<a
      class="chip good"
      href="/people/${encodeURIComponent(personId)}"
      title=${msg(str`${name}: where today`)}
      >${name}</a
    >`;
  }
}
