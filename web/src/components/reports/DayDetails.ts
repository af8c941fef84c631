import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DayAbsence, PersonDay } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { axisOf, midnightOf, ticksOf } from '../../reports/dayLine.ts';
import { correctionOf } from '../../reports/dayValues.ts';
import {
  directionWord,
  lengthText,
  punchSourceWord,
  shareText,
  spanWord,
  statusWord,
} from '../../reports/reportWords.ts';
import { whyDayText } from '../../reports/whyDayText.ts';
import { shared } from '../../styles.ts';
import { clockText, dateText } from '../../time.ts';
import type { Modal } from '../Modal.ts';
import { dayDetailsStyles } from './dayDetailsStyles.ts';
import '../Modal.ts';
import './DayCorrections.ts';
import './DayLine.ts';
import './EvidencePictures.ts';
import './ReportKey.ts';

type Fact = { name: string; text: string; recorded?: string };

/** Everything about one person on one day, in a dialog. Corrections made in it fire `changed`. */
@customElement('w-day-details')
export class DayDetails extends LitElement {
  static override styles = [shared, controls, dayDetailsStyles];

  @property({ attribute: false }) day: PersonDay | null = null;
  @property({ type: Boolean }) corrects = false;
  @state() private isOpen = false;
  @query('w-modal') private modal!: Modal;

  async open(day: PersonDay): Promise<void> {
    this.day = day;
    this.isOpen = true;
    await this.modal.open();
  }

  override render() {
    const { day } = this;
    const date = day ? dateText(midnightOf(day), day.timeZone) : '';
    return html`<w-modal
      .heading=${day ? msg(str`${day.name}, ${date}`) : ''}
      @closed=${() => (this.isOpen = false)}
    >
      ${day && this.isOpen ? this.#body(day) : nothing}
    </w-modal>`;
  }

  #body(day: PersonDay) {
    const { text, colour } = statusWord(day.status);
    return html`<div class="stack" data-testid="day-details">
      <div class="row">
        <span class="chip ${colour}">${text}</span>
        <span class="soft">${this.#shift(day)}</span>
      </div>
      <p data-testid="day-why">${whyDayText(day.why)}</p>
      ${this.#line(day)}
      <dl class="facts">
        ${this.#facts(day).map(
          ({ name, text: value, recorded }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>
                ${value}
                ${recorded === undefined ? nothing : html`<span class="soft small">${msg(str`recorded: ${recorded}`)}</span>`}
              </dd>
            </div>`,
        )}
      </dl>
      ${this.#absences(day)} ${this.#punches(day)}
      <section>
        <h3>${msg('Corrections')}</h3>
        <w-day-corrections .day=${day} .corrects=${this.corrects}></w-day-corrections>
      </section>
      <w-evidence-pictures
        .personId=${day.personId}
        .date=${day.date}
        .timeZone=${day.timeZone}
        .name=${day.name}
      ></w-evidence-pictures>
      ${this.#spans(day)}
      <p><a href="/people/${encodeURIComponent(day.personId)}">${msg(str`Go to ${day.name}`)}</a></p>
    </div>`;
  }

  #shift({ shift, timeZone }: PersonDay): string {
    if (!shift) return msg('No shift says when they were due.');
    const [from, to] = [shift.startMs, shift.endMs].map((atMs) => clockText(atMs, timeZone).slice(0, 5));
    return msg(str`${shift.name}, ${from} – ${to} (${timeZone})`);
  }

  #line(day: PersonDay) {
    const axis = axisOf([day]);
    return html`<div>
      <div class="axis" aria-hidden="true">
        ${ticksOf(axis).map(
          ({ text, left }) =>
            html`<span class=${left >= 99.9 ? 'last' : ''} .style=${`left: ${left}%`}>${text}</span>`,
        )}
      </div>
      <w-day-line .day=${day} .axis=${axis}></w-day-line>
      <w-report-key></w-report-key>
    </div>`;
  }

  #facts(day: PersonDay): Fact[] {
    const recorded = day.automatic ?? day;
    const time = (atMs: number | null) => (atMs === null ? '–' : clockText(atMs, day.timeZone).slice(0, 5));
    const beside = (field: 'firstSeenMs' | 'lastSeenMs' | 'presentMs' | 'status', text: string) =>
      correctionOf(day, field) ? { recorded: text } : {};
    const graced = (ms: number | null) => (ms === null ? msg('not judged') : lengthText(ms));
    return [
      {
        name: msg('Status'),
        text: statusWord(day.status).text,
        ...beside('status', statusWord(recorded.status).text),
      },
      {
        name: msg('First seen'),
        text: time(day.firstSeenMs),
        ...beside('firstSeenMs', time(recorded.firstSeenMs)),
      },
      {
        name: msg('Last seen'),
        text: time(day.lastSeenMs),
        ...beside('lastSeenMs', time(recorded.lastSeenMs)),
      },
      { name: msg('Planned'), text: lengthText(day.plannedMs) },
      {
        name: msg('Present'),
        text: lengthText(day.presentMs),
        ...beside('presentMs', lengthText(recorded.presentMs)),
      },
      { name: msg('Away'), text: lengthText(day.awayMs) },
      { name: msg('Absent'), text: lengthText(day.absentMs) },
      { name: msg('Cameras blind'), text: lengthText(day.blindMs) },
      { name: msg('Late'), text: graced(day.lateMs) },
      { name: msg('Left early'), text: graced(day.earlyMs) },
      ...(day.punchedMs === null ? [] : [{ name: msg('Hours by punches'), text: lengthText(day.punchedMs) }]),
      {
        name: msg('Coverage'),
        text:
          day.coverage === null
            ? msg('nothing was due')
            : msg(str`cameras saw ${shareText(day.coverage)} of the shift`),
      },
      ...(day.leave ? [{ name: msg('Leave'), text: day.leave.why || msg('no reason given') }] : []),
      ...(day.note ? [{ name: msg('Note'), text: day.note }] : []),
      ...(day.areas.length > 0 ? [{ name: msg('Works in'), text: day.areas.join(', ') }] : []),
    ];
  }

  #absences(day: PersonDay) {
    return html`<section>
      <h3>${msg('Absences')}</h3>
      ${
        day.absences.length === 0
          ? html`<p class="empty-line">${msg('None.')}</p>`
          : html`<ul class="list" data-testid="absences">
              ${day.absences.map((absence) => this.#absence(absence, day))}
            </ul>`
      }
    </section>`;
  }

  #absence({ fromMs, toMs, excused, area }: DayAbsence, { timeZone }: PersonDay) {
    const time = (atMs: number) => clockText(atMs, timeZone).slice(0, 5);
    return html`<li>
      <time>${toMs === null ? msg(str`since ${time(fromMs)}`) : `${time(fromMs)} – ${time(toMs)}`}</time>
      ${toMs === null ? nothing : html`<span>${lengthText(toMs - fromMs)}</span>`}
      ${area ? html`<span class="soft">${msg(str`last seen in ${area}`)}</span>` : nothing}
      ${excused ? html`<span class="chip good">${icon('check')}${msg('Excused')}</span>` : nothing}
    </li>`;
  }

  #punches({ punches, timeZone }: PersonDay) {
    if (punches.length === 0) return nothing;
    return html`<section>
      <h3>${msg('Punches')}</h3>
      <ul class="list">
        ${punches.map(
          ({ atMs, direction, source }) =>
            html`<li>
              <time>${clockText(atMs, timeZone)}</time><span>${directionWord(direction)}</span>
              <span class="soft">${punchSourceWord(source)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #spans({ timeline, timeZone }: PersonDay) {
    if (timeline.length === 0) return nothing;
    return html`<details>
      <summary>${msg('The whole day in words')}</summary>
      <ul class="list" data-testid="spans">
        ${timeline.map(
          ({ kind, fromMs, toMs, area }) =>
            html`<li>
              <time
                >${clockText(fromMs, timeZone).slice(0, 5)} – ${clockText(toMs, timeZone).slice(0, 5)}</time
              >
              <span>${spanWord(kind)}</span> <span class="soft">${lengthText(toMs - fromMs)}</span>
              ${area ? html`<span class="soft">${area}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </details>`;
  }
}
