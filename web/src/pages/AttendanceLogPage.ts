import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DeviceLogView, DeviceView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { deviceLogsApi, type LogQuery } from '../api/deviceLogs.ts';
import { devicesApi } from '../api/devices.ts';
import { peopleApi } from '../api/people.ts';
import { addressOf, filtersFrom } from '../attendance/logFilters.ts';
import { mergeLogs } from '../attendance/mergeLogs.ts';
import { can } from '../can.ts';
import type { PersonPicker } from '../components/PersonPicker.ts';
import { icon } from '../icons.ts';
import { Rereading } from '../Rereading.ts';
import { numberText } from '../time.ts';
import { attendanceLogPageStyles } from './attendanceLogPageStyles.ts';
import { Page } from './Page.ts';
import '../components/attendance/LogFilterBar.ts';
import '../components/attendance/LogList.ts';
import '../components/attendance/NotCounted.ts';
import '../components/PersonPicker.ts';

/** Every punch of every terminal once, newest first, with what it rests on; and what was not counted. */
@customElement('w-attendance-log-page')
export class AttendanceLogPage extends Page {
  static override styles = [...Page.styles, attendanceLogPageStyles];

  @state() private filters: LogQuery = filtersFrom(location.search);
  @state() private shows: 'log' | 'refused' =
    new URLSearchParams(location.search).get('shows') === 'refused' ? 'refused' : 'log';
  @state() private rows: DeviceLogView[] | null = null;
  @state() private waiting: {
    rows: DeviceLogView[];
    added: number;
    next: string | null;
    anew: boolean;
  } | null = null;
  @state() private total = 0;
  @state() private next: string | null = null;
  @state() private devices: DeviceView[] = [];
  @state() private busy = false;
  @state() private problem = '';
  @query('w-person-picker') private picker!: PersonPicker;
  readonly #reading = new Rereading(this, () => this.#readNewest());

  override render() {
    return html`<div class="top">
        <h1>${msg('Attendance log')}</h1>
        ${
          this.shows === 'log'
            ? html`<a
                class="button"
                href=${deviceLogsApi.csvAddress(this.filters)}
                download="attendance-log.csv"
                data-testid="log-csv"
                >${icon('download')}${msg('Export as CSV')}</a
              >`
            : nothing
        }
      </div>
      <div class="shows row" role="group" aria-label=${msg('What is shown')}>
        ${this.#choice('log', msg('Punches'))} ${this.#choice('refused', msg('Not counted'))}
      </div>
      ${
        this.shows === 'refused'
          ? html`<w-not-counted .timeZone=${this.#zone()}></w-not-counted>`
          : html`<div class="stack">${this.#log()}</div>`
      }
      <w-person-picker></w-person-picker>`;
  }

  #choice(shows: 'log' | 'refused', text: string) {
    return html`<button
      aria-pressed=${this.shows === shows}
      data-testid="shows-${shows}"
      @click=${() => this.#show(shows)}
    >
      ${text}
    </button>`;
  }

  #log() {
    const people = this.liveState.overview?.people ?? [];
    return html`<w-log-filter-bar
        .filters=${this.filters}
        .devices=${this.devices}
        .people=${people}
        @filters=${(event: CustomEvent<LogQuery>) => this.#narrow(event.detail)}
      ></w-log-filter-bar>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.rows ? this.#found(this.rows) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}`;
  }

  #found(rows: DeviceLogView[]) {
    if (rows.length === 0) return this.#empty();
    return html`<p class="soft" role="status" data-testid="log-total">
        ${this.total === 1 ? msg('1 punch') : msg(str`${numberText(this.total)} punches`)}
      </p>
      ${
        this.waiting
          ? html`<button class="primary news" data-testid="log-news" @click=${() => this.#showNews()}>
              ${msg(str`${numberText(this.waiting.added)} new`)}
            </button>`
          : nothing
      }
      <w-log-list
        .rows=${rows}
        .devices=${this.devices}
        .timeZone=${this.#zone()}
        ?assigns=${can(this.me, 'update Person')}
        ?seesPeople=${can(this.me, 'read Presence')}
        @assign=${(event: CustomEvent<DeviceLogView>) => void this.#assign(event.detail)}
      ></w-log-list>
      ${
        this.next
          ? html`<button
              class="older"
              ?disabled=${this.busy}
              data-testid="log-more"
              @click=${() => void this.#readOlder()}
            >
              ${msg('Show older')}
            </button>`
          : nothing
      }`;
  }

  #empty() {
    const isFiltered = Object.keys(this.filters).length > 0;
    return html`<div class="panel empty" data-testid="log-empty">
      ${icon('terminal')}<strong
        >${isFiltered ? msg('Nothing fits these filters') : msg('No punch yet')}</strong
      >
      <p>
        ${
          isFiltered
            ? msg('Choose another time, terminal or person.')
            : this.devices.length > 0
              ? msg('What is punched at a terminal stands here within a second.')
              : msg('Punches stand here as soon as a terminal is added.')
        }
      </p>
      ${
        isFiltered
          ? html`<button @click=${() => this.#narrow({})}>${msg('Show everything')}</button>`
          : html`<a class="button" href="/devices">${msg('To the terminals')}</a>`
      }
    </div>`;
  }

  #show(shows: 'log' | 'refused'): void {
    this.shows = shows;
    this.#noteAddress();
  }

  #narrow(filters: LogQuery): void {
    this.filters = filters;
    this.waiting = null;
    this.rows = null;
    this.#noteAddress();
    void this.#readNewest();
  }

  /** So that it can be sent to somebody, and is there again on the way back. */
  #noteAddress(): void {
    const search = this.shows === 'refused' ? '?shows=refused' : addressOf(this.filters);
    history.replaceState(history.state, '', `${location.pathname}${search}`);
  }

  async #readNewest(): Promise<void> {
    const asked = this.filters;
    try {
      const [page, devices] = await Promise.all([deviceLogsApi.logs(asked, null), devicesApi.devices()]);
      if (asked !== this.filters) return;
      this.devices = devices.filter(({ state: how }) => how !== 'quarantined');
      this.total = page.total;
      this.problem = '';
      const merged = mergeLogs(this.rows ?? [], page.rows, page.next === null);
      const news = { ...merged, next: merged.anew ? page.next : this.next };
      const reads = this.rows !== null && this.rows.length > 0 && merged.added > 0 && this.#isScrolled();
      if (reads) this.waiting = news;
      else this.#take(news);
    } catch (error) {
      if (asked === this.filters) this.problem = sentenceOf(error);
    }
  }

  #take({ rows, next }: { rows: DeviceLogView[]; next: string | null }): void {
    this.rows = rows;
    this.next = next;
    this.waiting = null;
  }

  /** Who has scrolled reads something: nothing moves under them. The window scrolls on a phone, the page inside it elsewhere. */
  #isScrolled(): boolean {
    return this.getBoundingClientRect().top < 0;
  }

  #showNews(): void {
    if (this.waiting) this.#take(this.waiting);
    this.scrollIntoView({ block: 'start' });
  }

  async #readOlder(): Promise<void> {
    const asked = this.filters;
    this.busy = true;
    try {
      const page = await deviceLogsApi.logs(asked, this.next);
      if (asked !== this.filters) return;
      this.waiting = null;
      this.rows = [...(this.rows ?? []), ...page.rows];
      this.next = page.next;
      this.total = page.total;
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  #assign({ userId }: DeviceLogView): Promise<void> {
    const people = this.liveState.overview?.people ?? [];
    return this.picker.open({
      heading: msg(str`Whose number is ${userId}?`),
      text: msg(
        str`Choosing somebody makes ${userId} their code, in place of one they have. Everything recorded under this number becomes theirs.`,
      ),
      choices: people.map(({ personId: id, name, code }) => ({ id, name, detail: code ?? '' })),
      chosen: [],
      several: false,
      none: null,
      save: async ([personId]) => {
        if (personId !== undefined) await peopleApi.change(personId, { code: userId });
        this.#reading.now();
      },
    });
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }
}
