import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EvidencePicture } from '../../../../server/wire.ts';
import { reportsApi } from '../../api/reports.ts';
import { shared } from '../../styles.ts';
import { clockText } from '../../time.ts';

/** First in and last out of a day, where the company keeps such pictures; nothing where it does not. */
@customElement('w-evidence-pictures')
export class EvidencePictures extends LitElement {
  static override styles = [
    shared,
    css`
      div {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: 0.75rem;
      }
      h3 {
        margin: 0.5rem 0;
      }
      figure {
        margin: 0;
      }
      img {
        display: block;
        width: 100%;
        background: var(--stage);
        border-radius: 7px;
      }
      figcaption {
        padding-top: 0.3rem;
        font-size: 0.85rem;
        color: var(--soft);
      }
    `,
  ];

  @property() personId = '';
  @property() date = '';
  @property() timeZone = 'UTC';
  @property() name = '';
  @state() private pictures: EvidencePicture[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('personId') || changed.has('date')) void this.#load();
  }

  override render() {
    if (this.pictures.length === 0) return nothing;
    return html`<h3>${msg('Pictures kept of this day')}</h3>
      <div data-testid="evidence">${this.pictures.map((picture) => this.#picture(picture))}</div>`;
  }

  #picture(picture: EvidencePicture) {
    const at = clockText(picture.atMs, this.timeZone);
    const what =
      picture.kind === 'firstIn'
        ? msg(str`First seen: ${at}, ${picture.cameraName}`)
        : msg(str`Last seen: ${at}, ${picture.cameraName}`);
    return html`<figure>
      <img src=${reportsApi.pictureUrl(picture)} alt=${msg(str`${this.name}. ${what}`)} loading="lazy" />
      <figcaption>${what}</figcaption>
    </figure>`;
  }

  /** Who may not see pictures, or a company that keeps none, has none here. */
  async #load(): Promise<void> {
    const asked = `${this.personId} ${this.date}`;
    this.pictures = [];
    const pictures = await reportsApi.pictures(this.personId, this.date).catch(() => []);
    if (asked === `${this.personId} ${this.date}`) this.pictures = pictures;
  }
}
