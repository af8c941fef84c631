import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Report, ReportQuery } from '../../../server/wire.ts';
import { reportsApi } from '../api/reports.ts';
import { sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import type { DayDetails } from '../components/reports/DayDetails.ts';
import { icon } from '../icons.ts';
import { isoDay } from '../person/siteDay.ts';
import { midnightOf } from '../reports/dayLine.ts';
import {
  addressOf,
  placeIn,
  queryOf,
  type ReportPlace,
  type ReportView,
  viewOf,
} from '../reports/reportAddress.ts';
import {
  dayColumns,
  dayRows,
  dayTotalCells,
  personColumns,
  personRows,
  type ReportRow,
  type ReportSorting,
  sortedRows,
  totalCells,
} from '../reports/reportRows.ts';
import { navigate } from '../router.ts';
import { serverNowMs } from '../state.ts';
import { clockText, dateText, numberText } from '../time.ts';
import { Page } from './Page.ts';
import '../components/reports/DayDetails.ts';
import '../components/reports/ReportFiles.ts';
import '../components/reports/ReportFilters.ts';
import '../components/reports/ReportKey.ts';
import '../components/reports/ReportTable.ts';
import '../components/reports/ReportWeeks.ts';

/** While today is shown: the day goes on. */
const readEveryMs = 30_000;

/** What HR reads: who was there when, of a day or of many. What it is about stands in the address. */
@customElement('w-reports-page')
export class ReportsPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        max-width: 110rem;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1rem;
        align-items: center;
        margin: 1rem 0 0.5rem;
      }
      .about h2 {
        font-size: 1.05rem;
      }
      .switch {
        display: flex;
      }
      .switch button {
        border-radius: 0;
      }
      .switch button:first-child {
        border-radius: 7px 0 0 7px;
      }
      .switch button:last-child {
        margin-left: -1px;
        border-radius: 0 7px 7px 0;
      }
      .switch button[aria-pressed='true'] {
        color: var(--accent);
        background: var(--accent-tint);
      }
      .weeks {
        margin-top: 1rem;
        padding: 0.7rem 0.875rem;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
      }
      @media (max-width: 640px) {
        .top w-report-files {
          flex: 1 1 100%;
        }
      }
      @media print {
        .top w-report-files,
        w-report-filters,
        .weeks,
        .switch {
          display: none;
        }
      }
    `,
  ];

  @state() private place: ReportPlace = placeIn(location.search);
  @state() private report: Report | null = null;
  @state() private problem = '';
  @state() private sorting: ReportSorting = { key: 'name', isDown: false };
  @state() private weeksOpen = false;
  @query('w-day-details') private details!: DayDetails;
  #rows: ReportRow[] = [];
  #asked = '';
  #timer: ReturnType<typeof setInterval> | undefined;
  #reading: AbortController | null = null;
  readonly #moved = () => {
    if (location.pathname === '/reports') this.place = placeIn(location.search);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#moved);
    this.#timer = setInterval(() => this.#isLive && !document.hidden && void this.#load(), readEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#moved);
    clearInterval(this.#timer);
    this.#reading?.abort();
  }

  override willUpdate(changed: PropertyValues): void {
    if (this.liveState.overview && JSON.stringify(this.#query) !== this.#asked) void this.#load();
    if (changed.has('report') || changed.has('sorting') || changed.has('place')) this.#arrange();
  }

  override render() {
    const { overview } = this.liveState;
    if (!overview) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    return html`<div class="top">
        <h1>${msg('Reports')}</h1>
        <w-report-files .query=${this.#query} .timeZone=${overview.timeZone}></w-report-files>
      </div>
      <w-report-filters
        .query=${this.#query}
        .people=${overview.people}
        .teams=${overview.teams}
        .areas=${overview.areas}
        .today=${this.#today}
        @place=${(event: CustomEvent<Partial<ReportPlace>>) => this.#go(event.detail)}
      ></w-report-filters>
      ${this.#body()}
      <details class="panel weeks" @toggle=${(event: Event) => this.#toggleWeeks(event)}>
        <summary data-testid="weeks-open">${msg('Weeks side by side')}</summary>
        ${
          this.weeksOpen
            ? html`<w-report-weeks
                .query=${this.#query}
                .timeZone=${overview.timeZone}
                .today=${this.#today}
              ></w-report-weeks>`
            : nothing
        }
      </details>
      <w-day-details
        .corrects=${can(this.me, 'create DayCorrection')}
        @changed=${() => void this.#load()}
      ></w-day-details>`;
  }

  #body() {
    const { report } = this;
    if (!report)
      return this.problem
        ? this.#trouble()
        : html`<p class="soft about" role="status">${msg('Loading…')}</p>`;
    const days = this.#view === 'days';
    return html`${this.problem ? this.#trouble() : nothing}
      <div class="about">
        <h2>${this.#heading(report.query)}</h2>
        <span class="soft small" role="status" data-testid="report-count">${this.#countText(report)}</span>
        <span class="grow"></span>
        ${report.query.from === report.query.to ? nothing : this.#switch()}
        ${days ? html`<w-report-key></w-report-key>` : nothing}
      </div>
      ${
        this.#rows.length === 0
          ? this.#nothing()
          : html`<w-report-table
              label=${this.#heading(report.query)}
              .rows=${this.#rows}
              .columns=${days ? dayColumns() : personColumns()}
              .totals=${days ? dayTotalCells(report.totals) : totalCells(report.totals)}
              .sorting=${this.sorting}
              @sort=${(event: CustomEvent<string>) => this.#sort(event.detail)}
              @opened=${(event: CustomEvent<ReportRow>) => this.#open(event.detail)}
            ></w-report-table>`
      }`;
  }

  /** What it is about, in the words of the page. */
  #heading({ from, to, personId, teamId, areaId }: ReportQuery): string {
    const { people = [], teams = [], areas = [], timeZone = 'UTC' } = this.liveState.overview ?? {};
    const date = (day: string) => dateText(midnightOf({ date: day, timeZone }), timeZone);
    const about = [
      people.find((each) => each.personId === personId)?.name,
      teams.find((each) => each.teamId === teamId)?.name,
      areas.find((each) => each.areaId === areaId)?.name,
    ].filter((name) => name !== undefined);
    const days = from === to ? date(from) : `${date(from)} – ${date(to)}`;
    return [...(about.length > 0 ? about : [msg('Everybody')]), days].join(', ');
  }

  #trouble() {
    return html`<p class="problem about" role="alert">
      ${icon('warning')}<span class="grow">${this.problem}</span>
      <button @click=${() => void this.#load()}>${msg('Try again')}</button>
    </p>`;
  }

  #countText(report: Report): string {
    const people = report.byPerson.length;
    const told = people === 1 ? msg('1 person') : msg(str`${numberText(people)} people`);
    if (!this.#isLive) return told;
    const at = clockText(report.madeAtMs, this.liveState.overview?.timeZone ?? 'UTC').slice(0, 5);
    return msg(str`${told}, live: as of ${at}`);
  }

  #switch() {
    const choice = (view: ReportView, text: string) =>
      html`<button
        aria-pressed=${this.#view === view}
        data-testid="view-${view}"
        @click=${() => this.#go({ view })}
      >
        ${text}
      </button>`;
    return html`<div class="switch" role="group" aria-label=${msg('Rows')}>
      ${choice('people', msg('A row a person'))} ${choice('days', msg('A row a day'))}
    </div>`;
  }

  #nothing() {
    const { personId, teamId, areaId } = this.#query;
    const isNarrow = Boolean(personId ?? teamId ?? areaId);
    return html`<div class="panel empty" data-testid="report-empty">
      ${icon('report')}<strong>${msg('Nobody is in this report')}</strong>
      <p>
        ${
          isNarrow
            ? msg('Nobody whom you chose was here on these days.')
            : msg(
                'People appear here once they are enrolled and a shift or a camera says something about their day.',
              )
        }
      </p>
      ${
        isNarrow
          ? html`<button @click=${() => this.#go({ personId: '', teamId: '', areaId: '' })}>
              ${msg('Show everybody')}
            </button>`
          : html`<a class="button" href="/people">${msg('Go to people')}</a>`
      }
    </div>`;
  }

  get #today(): string {
    const zone = this.liveState.overview?.timeZone ?? 'UTC';
    return isoDay(serverNowMs(this.liveState, Date.now()), zone);
  }

  get #query(): ReportQuery {
    return queryOf(this.place, this.#today);
  }

  get #view(): ReportView {
    return viewOf(this.place, this.#query);
  }

  get #isLive(): boolean {
    return this.#query.to >= this.#today;
  }

  #go(change: Partial<ReportPlace>): void {
    const place = { ...this.place, ...change };
    // Days chosen anew decide the rows again.
    if (change.from !== undefined && change.view === undefined) place.view = null;
    navigate(addressOf(place));
  }

  #sort(key: string): void {
    this.sorting = { key, isDown: this.sorting.key === key && !this.sorting.isDown };
  }

  #open({ day, personId }: ReportRow): void {
    if (day) void this.details.open(day);
    else this.#go({ personId, view: 'days' });
  }

  #toggleWeeks(event: Event): void {
    this.weeksOpen = (event.target as HTMLDetailsElement).open;
  }

  #arrange(): void {
    const { report } = this;
    if (!report) return;
    const rows = this.#view === 'days' ? dayRows(report) : personRows(report);
    const known = rows[0]?.cells[this.sorting.key] !== undefined;
    this.#rows = known ? sortedRows(rows, this.sorting) : rows;
  }

  async #load(): Promise<void> {
    const query = this.#query;
    const isOther = JSON.stringify(query) !== this.#asked;
    this.#asked = JSON.stringify(query);
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    if (isOther) this.report = null;
    try {
      const report = await reportsApi.report(query, reading.signal);
      if (reading.signal.aborted) return;
      this.report = report;
      this.problem = '';
      this.#renewDetails(report);
    } catch (error) {
      if (!reading.signal.aborted) this.problem = sentenceOf(error);
    }
  }

  /** The open dialog shows what was read just now. */
  #renewDetails({ days }: Report): void {
    const shown = this.details?.day;
    if (!shown) return;
    const renewed = days.find(({ personId, date }) => personId === shown.personId && date === shown.date);
    if (renewed) this.details.day = renewed;
  }
}
