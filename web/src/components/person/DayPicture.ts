import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Punch, Sojourn } from '../../../../server/wire.ts';
import { type Bar, type DayPath, dayPath, type Gap, type Mark } from '../../person/dayPath.ts';
import { punchText } from '../../person/punchText.ts';
import { placeText } from '../../placeText.ts';
import { shared } from '../../styles.ts';
import { clockText, durationText } from '../../time.ts';
import { dayPictureStyles } from './dayPictureStyles.ts';

/** A person's way through the areas on one day: a row an area, a bar a sojourn. Fires `chosen` with a sojourn. */
@customElement('w-day-picture')
export class DayPicture extends LitElement {
  static override styles = [shared, dayPictureStyles];

  @property({ attribute: false }) sojourns: readonly Sojourn[] = [];
  @property({ attribute: false }) punches: readonly Punch[] = [];
  /** A new object each second, but seldom another day. */
  @property({ attribute: false, hasChanged: isOtherDay }) day = { fromMs: 0, toMs: 0 };
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property() name = '';
  /** What the line below tells of: pointed at, or focused. */
  @state() private told: Bar | Gap | Mark | null = null;
  /** One bar takes part in the order of Tab; the arrow keys lead to the others. */
  @state() private current = 0;
  #path: DayPath | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('day')) this.told = null;
    this.#path = dayPath(this.sojourns, this.day, this.nowMs, this.punches);
    this.current = Math.min(this.current, Math.max(0, (this.#path?.bars.length ?? 0) - 1));
  }

  override render() {
    const path = this.#path;
    if (!path) return nothing;
    return html`<div
        class="picture"
        role="group"
        aria-label=${msg(str`Way of ${this.name} through the areas. The arrow keys lead from sighting to sighting; the list below says the same in words.`)}
        data-testid="day-picture"
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, path)}
      >
        ${path.rows.map((area, row) => this.#row(area, row, path))}
        <div class="axis" aria-hidden="true">
          <span></span>
          <div>
            ${path.ticks.map(({ atMs, left }) => html`<span .style=${`left: ${left}%`}>${this.#hour(atMs)}</span>`)}
          </div>
        </div>
      </div>
      <p class="told" data-testid="day-told">${this.told ? this.#words(this.told) : this.#hint(path)}</p>`;
  }

  #row(area: string, row: number, path: DayPath) {
    return html`<div class="line">
      <span class="area" title=${area}>${area}</span>
      <div class="track">
        ${path.ticks.map(({ left }) => html`<i .style=${`left: ${left}%`}></i>`)}
        ${path.gaps.map(
          (gap) =>
            html`<span
              class="gap"
              .style=${`left: ${gap.left}%; width: ${gap.width}%`}
              @pointerenter=${() => (this.told = gap)}
            ></span>`,
        )}
        ${path.bars.map((bar, index) => (bar.row === row ? this.#bar(bar, index) : nothing))}
        ${path.marks.map((mark) =>
          mark.row === row
            ? html`<span
                class="mark ${mark.punch.direction}"
                .style=${`left: ${mark.left}%`}
                data-testid="punch-mark"
                @pointerenter=${() => (this.told = mark)}
              ></span>`
            : nothing,
        )}
      </div>
    </div>`;
  }

  #bar(bar: Bar, index: number) {
    const { sojourn, left, width } = bar;
    return html`<button
      class=${sojourn.correction ? 'corrected' : ''}
      .style=${`left: ${left}%; width: ${width}%`}
      data-index=${index}
      tabindex=${index === this.current ? 0 : -1}
      aria-label=${this.#words(bar)}
      @pointerenter=${() => (this.told = bar)}
      @focus=${() => this.#focused(bar, index)}
      @click=${() => this.dispatchEvent(new CustomEvent('chosen', { detail: sojourn }))}
    ></button>`;
  }

  #focused(bar: Bar, index: number): void {
    this.current = index;
    this.told = bar;
  }

  #onKey(event: KeyboardEvent, { bars }: DayPath): void {
    const last = bars.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: Math.min(last, this.current + 1),
      ArrowLeft: Math.max(0, this.current - 1),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  }

  #words(shown: Bar | Gap | Mark): string {
    if ('punch' in shown) return `${clockText(shown.punch.atMs, this.timeZone)} ${punchText(shown.punch)}`;
    if (!('sojourn' in shown)) {
      const [from, to] = [shown.fromMs, shown.toMs].map((atMs) => clockText(atMs, this.timeZone));
      return msg(str`Not seen ${from} – ${to}, ${durationText(shown.toMs - shown.fromMs)}`);
    }
    const { fromMs, toMs, cameraName, area, correction } = shown.sojourn;
    const [from, to] = [fromMs, toMs].map((atMs) => clockText(atMs, this.timeZone));
    const place = placeText(cameraName, area);
    const duration = durationText(toMs - fromMs);
    return correction
      ? msg(str`${place}, ${from} – ${to}, ${duration}: corrected, does not count`)
      : msg(str`${place}, ${from} – ${to}, ${duration}`);
  }

  #hint({ bars }: DayPath): string {
    if (bars.length === 0) return msg('No camera saw them. A diamond is a punch.');
    return bars.length === 1
      ? msg('Seen once. Point at the bar for exact times.')
      : msg(str`Seen ${bars.length} times. Point at a bar for exact times; hatched: not seen.`);
  }

  #hour(atMs: number): string {
    return clockText(atMs, this.timeZone).slice(0, 5);
  }
}

type Day = { fromMs: number; toMs: number };

function isOtherDay(a: Day, b: Day | undefined): boolean {
  return a.fromMs !== b?.fromMs || a.toMs !== b.toMs;
}
