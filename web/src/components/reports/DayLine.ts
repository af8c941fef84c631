import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PersonDay } from '../../../../server/wire.ts';
import { barsOf, type HourAxis, type SpanBar, ticksOf } from '../../reports/dayLine.ts';
import { lengthText, spanWord } from '../../reports/reportWords.ts';
import { shared } from '../../styles.ts';
import { clockText } from '../../time.ts';
import { dayLineStyles, spanStyles } from './dayLineStyles.ts';

/** A person's day as one line of bars. One stop of Tab; the arrow keys lead from bar to bar, and each is told in words. */
@customElement('w-day-line')
export class DayLine extends LitElement {
  static override styles = [shared, spanStyles, dayLineStyles];

  @property({ attribute: false }) day: PersonDay | null = null;
  @property({ attribute: false }) axis: HourAxis = { fromHour: 0, toHour: 24 };
  /** The bar pointed at, or reached by keys. */
  @state() private current = -1;
  @state() private told = false;
  @query('.tip') private tip!: HTMLElement | null;
  #bars: SpanBar[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('day') && !changed.has('axis')) return;
    this.#bars = this.day ? barsOf(this.day, this.axis) : [];
    if (changed.get('day')?.personId !== this.day?.personId) this.current = -1;
    this.current = Math.min(this.current, this.#bars.length - 1);
  }

  override render() {
    const { day } = this;
    if (!day) return nothing;
    const bars = this.#bars;
    const label = msg(str`Day of ${day.name}`);
    if (bars.length === 0)
      return html`<div class="line" role="img" aria-label=${msg(str`${label}: nothing is recorded`)}></div>`;
    const index = Math.max(0, this.current);
    const words = this.#words(bars[index]);
    return html`<div
        class="line"
        role="slider"
        tabindex="0"
        aria-label=${label}
        aria-readonly="true"
        aria-valuemin="1"
        aria-valuemax=${bars.length}
        aria-valuenow=${index + 1}
        aria-valuetext=${words}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        @focus=${() => this.#tell(index)}
        @blur=${() => (this.told = false)}
        @pointermove=${(event: PointerEvent) => this.#onPointer(event)}
        @pointerdown=${(event: PointerEvent) => this.#onPointer(event)}
        @pointerleave=${() => (this.told = false)}
      >
        ${ticksOf(this.axis).map(({ left }) => html`<i .style=${`left: ${left}%`}></i>`)}
        ${bars.map(
          ({ span, left, width }, at) =>
            html`<span
              class="piece ${span.kind} ${this.told && at === index ? 'pointed' : ''}"
              .style=${`left: ${left}%; width: ${width}%`}
            ></span>`,
        )}
      </div>
      ${this.told ? html`<div class="tip" popover="manual" aria-hidden="true">${words}</div>` : nothing}`;
  }

  override updated(): void {
    const { tip } = this;
    const bar = this.#bars[this.current];
    if (!tip || !bar) return;
    if (!tip.matches(':popover-open')) tip.showPopover();
    const line = this.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const middle = line.left + (line.width * (bar.left + bar.width / 2)) / 100;
    tip.style.left = `${Math.max(8, Math.min(middle - width / 2, innerWidth - width - 8))}px`;
    const above = line.top - height - 6;
    tip.style.top = `${above > 4 ? above : line.bottom + 6}px`;
  }

  #words(bar: SpanBar | undefined): string {
    if (!bar || !this.day) return '';
    const { kind, fromMs, toMs, area } = bar.span;
    const [from, to] = [fromMs, toMs].map((atMs) => clockText(atMs, this.day?.timeZone ?? 'UTC').slice(0, 5));
    const what = spanWord(kind);
    const length = lengthText(toMs - fromMs);
    return area
      ? msg(str`${what} ${from} – ${to}, ${length}, ${area}`)
      : msg(str`${what} ${from} – ${to}, ${length}`);
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#bars.length - 1;
    const now = Math.max(0, this.current);
    const steps: Record<string, number> = {
      ArrowRight: Math.min(last, now + 1),
      ArrowLeft: Math.max(0, now - 1),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#tell(next);
  }

  #onPointer({ clientX }: PointerEvent): void {
    const { left, width } = this.getBoundingClientRect();
    const at = (100 * (clientX - left)) / width;
    const found = this.#bars.findIndex((bar) => at >= bar.left && at <= bar.left + bar.width);
    if (found < 0) this.told = false;
    else this.#tell(found);
  }

  #tell(index: number): void {
    this.current = index;
    this.told = true;
  }
}
