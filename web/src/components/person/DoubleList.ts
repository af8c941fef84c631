import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DoubleView } from '../../../../server/wire.ts';
import { presenceApi } from '../../api/presence.ts';
import { placeText } from '../../placeText.ts';
import { shared } from '../../styles.ts';
import { clockText } from '../../time.ts';

type Day = { fromMs: number; toMs: number };

/** When cameras of two places saw this name at once on a day; nothing where that did not happen. */
@customElement('w-double-list')
export class DoubleList extends LitElement {
  static override styles = [
    shared,
    css`
      section {
        margin-top: 1rem;
        padding: 0.6rem 0.85rem;
        background: var(--warn-tint);
        border-radius: 7px;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.1rem 0.8rem;
        padding: 0.3rem 0;
      }
    `,
  ];

  @property() personId = '';
  /** A new object each second, but seldom another day. */
  @property({ attribute: false, hasChanged: isOtherDay }) day: Day = { fromMs: 0, toMs: 0 };
  @property() timeZone = 'UTC';
  /** Read again when it changes: a sighting more may be one in two places. */
  @property({ type: Number }) sightings = 0;
  @state() private doubles: DoubleView[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('personId') || changed.has('day')) this.doubles = [];
    if (changed.has('personId') || changed.has('day') || changed.has('sightings')) void this.#load();
  }

  override render() {
    if (this.doubles.length === 0) return nothing;
    return html`<section data-testid="doubles">
      <h3>${msg('Seen in two places at once')}</h3>
      <p class="small">
        ${msg('One of the two is somebody else. The place with the better evidence was believed; correct a wrong sighting above.')}
      </p>
      <ul>
        ${this.doubles.map((double) => this.#double(double))}
      </ul>
    </section>`;
  }

  #double({ fromMs, toMs, places }: DoubleView) {
    const [from, to] = [fromMs, toMs].map((atMs) => clockText(atMs, this.timeZone));
    const [believed, other] = places.map(({ cameraName, area, score }) => {
      const place = placeText(cameraName, area);
      return msg(str`${place} (score ${score.toFixed(2)})`);
    });
    return html`<li>
      <time>${from === to ? from : `${from} – ${to}`}</time>
      <span class="wrap">${msg(str`believed: ${believed ?? '–'}; also at ${other ?? '–'}`)}</span>
    </li>`;
  }

  /** The day itself says what went wrong when the server cannot be reached. */
  async #load(): Promise<void> {
    const { personId, day } = this;
    if (!personId || day.toMs <= day.fromMs) return;
    const doubles = await presenceApi.doubles(personId, day.fromMs, day.toMs).catch(() => this.doubles);
    if (personId === this.personId && !isOtherDay(day, this.day)) this.doubles = doubles;
  }
}

function isOtherDay(a: Day, b: Day | undefined): boolean {
  return a.fromMs !== b?.fromMs || a.toMs !== b.toMs;
}
