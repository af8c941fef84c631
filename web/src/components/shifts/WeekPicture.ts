import { msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ShiftRules } from '../../../../server/wire.ts';
import { weekBars } from '../../shifts/shiftHours.ts';
import { weekdaysText, weekdayText } from '../../shifts/shiftWords.ts';
import { shared } from '../../styles.ts';

type Drawn = Pick<ShiftRules, 'start' | 'end' | 'breaks' | 'weekdays'>;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** A week of a shift: a row a day, from midnight to midnight. */
@customElement('w-week-picture')
export class WeekPicture extends LitElement {
  static override styles = [
    shared,
    css`
      .day {
        display: grid;
        grid-template-columns: 2.3rem minmax(0, 1fr);
        align-items: center;
        font-size: 0.72rem;
        line-height: 1;
        color: var(--soft);
      }
      .track {
        position: relative;
        height: 0.85rem;
        border-top: 1px solid var(--line);
      }
      .track i {
        position: absolute;
        top: 0;
        bottom: 0;
        border-left: 1px solid var(--line);
      }
      .piece {
        position: absolute;
        top: 0.12rem;
        bottom: 0.12rem;
        background: var(--accent);
        border-radius: 2px;
      }
      .piece.break {
        background: var(--accent-tint);
      }
      .hours {
        position: relative;
        height: 1rem;
        margin-left: 2.3rem;
        font-size: 0.7rem;
        color: var(--soft);
      }
      .hours span {
        position: absolute;
        translate: -50% 0;
      }
      .hours span:first-child {
        translate: 0 0;
      }
      .hours span:last-child {
        translate: -100% 0;
      }
    `,
  ];

  @property({ attribute: false }) shift!: Drawn;

  override render() {
    const bars = weekBars(this.shift);
    const { start, end } = this.shift;
    const label = msg(str`${weekdaysText(this.shift.weekdays)}, ${start} – ${end}`);
    return html`<div role="img" aria-label=${label}>
      ${weekdays.map(
        (weekday) =>
          html`<div class="day">
            <span>${weekdayText(weekday)}</span>
            <div class="track">
              ${[25, 50, 75].map((left) => html`<i .style=${`left: ${left}%`}></i>`)}
              ${bars
                .filter((bar) => bar.weekday === weekday)
                .map(
                  ({ kind, left, width }) =>
                    html`<span class="piece ${kind}" .style=${`left: ${left}%; width: ${width}%`}></span>`,
                )}
            </div>
          </div>`,
      )}
      <div class="hours">
        ${[0, 6, 12, 18, 24].map(
          (hour) =>
            html`<span .style=${`left: ${(100 * hour) / 24}%`}>${String(hour).padStart(2, '0')}</span>`,
        )}
      </div>
    </div>`;
  }
}
