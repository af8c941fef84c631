import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Me, PictureBox } from '../../../server/wire.ts';
import { isUnknown } from '../boxMarks.ts';
import { boxText } from '../boxText.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import type { NameTrack } from './enrol/NameTrack.ts';
import './enrol/NameTrack.ts';

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
      button.chip {
        min-height: 1.7rem;
        border: 1px solid transparent;
      }
      button.chip:hover:not(:disabled) {
        background: var(--warn-tint);
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
  @property() cameraId = '';
  @query('w-name-track') private namer!: NameTrack;

  override render() {
    const boxes = this.boxes ?? [];
    const known = boxes
      .filter(({ name, likelyName, outside }) => !outside && (name !== null || likelyName !== null))
      .sort((a, b) => boxText(a).localeCompare(boxText(b)));
    const unknown = boxes
      .filter((box) => isUnknown(box) && box.likelyName === null)
      .sort((a, b) => a.body.x - b.body.x);
    const outside = boxes.filter((box) => box.outside).length;
    return html`<ul aria-label=${msg('In this picture')} data-testid="in-picture" tabindex="-1">
        ${repeat(
          known,
          ({ trackId }) => trackId,
          (box) => html`<li>${this.#person(box)}</li>`,
        )}
        ${unknown.length > 0 ? html`<li><span class="chip warn">${msg(str`${unknown.length} unknown`)}</span></li>` : nothing}
        ${can(this.me, 'update Person') && this.cameraId ? this.#naming(unknown) : nothing}
        ${outside > 0 ? html`<li><span class="chip">${msg(str`${outside} of other teams`)}</span></li>` : nothing}
        ${boxes.length === 0 ? html`<li class="soft">${this.boxes ? msg('Nobody in this picture') : msg('No live picture')}</li>` : nothing}
      </ul>
      ${can(this.me, 'update Person') ? html`<w-name-track></w-name-track>` : nothing}`;
  }

  /** A button each, in the order they stand in the picture. */
  #naming(unknown: PictureBox[]) {
    return repeat(
      unknown,
      ({ trackId }) => trackId,
      ({ trackId }, index) =>
        html`<li>
          <button
            class="chip warn"
            data-testid="name-track"
            title=${msg('Say who this is: good faces of them in this picture become their samples')}
            @click=${() => void this.namer.open({ cameraId: this.cameraId, trackId })}
          >
            ${icon('user')}${
              unknown.length === 1 ? msg('Who is this?') : msg(str`Who is number ${index + 1} from the left?`)
            }
          </button>
        </li>`,
    );
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
