import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { IncidentView, Me, NoticeView } from '../../../server/wire.ts';
import { incidentsApi } from '../api/incidents.ts';
import { noticesApi } from '../api/notices.ts';
import { sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { icon, type IconName } from '../icons.ts';
import { incidentOf } from '../incidents.ts';
import { inOrder, placeToGo, unreadIds } from '../notices.ts';
import { noticeSentence, noticeTime } from '../noticeText.ts';
import { shared } from '../styles.ts';
import { Ticking } from '../Ticking.ts';
import { exactText, momentText } from '../time.ts';
import { bellStyles } from './bellStyles.ts';

const icons: Record<NoticeView['kind'], IconName> = {
  away: 'people',
  absent: 'people',
  blindCamera: 'blind',
  unknownTerminal: 'badge',
  backupFailed: 'backup',
  jobFailed: 'refresh',
  stillOnTerminal: 'badge',
};

/** What deserves attention: opening it reads everything; who may, acknowledges. */
@customElement('w-bell')
export class Bell extends LitElement {
  static override styles = [shared, controls, bellStyles];

  @property({ attribute: false }) me: Me | null = null;
  @property({ attribute: false }) notices: NoticeView[] = [];
  /** Those that last: a notice about one of them leads to it, and acknowledging is one for both. */
  @property({ attribute: false }) incidents: IncidentView[] = [];
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  /** Read in this browser, and perhaps not yet heard back from the server. */
  @state() private readHere: ReadonlySet<string> = new Set();
  /** Unread when the list was opened: marked until it is closed. */
  @state() private fresh: ReadonlySet<string> = new Set();
  @state() private acknowledging: string | null = null;
  @state() private problem = '';
  @state() private busy = false;
  @query('#list') private list!: HTMLElement;

  constructor() {
    super();
    new Ticking(this);
  }

  /** What the server knows to be read needs no memory here; it may become unread again. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('notices') || this.readHere.size === 0) return;
    const unread = new Set(unreadIds(this.notices));
    this.readHere = new Set([...this.readHere].filter((id) => unread.has(id)));
  }

  override render() {
    const unread = this.#unread().length;
    return html`<button
        class="icon open"
        popovertarget="list"
        aria-label=${unread ? msg(str`Notices: ${unread} unread`) : msg('Notices')}
        title=${msg('Notices')}
        data-testid="bell"
      >
        ${icon('bell')}${
          unread
            ? html`<span class="count" data-testid="unread">${unread > 99 ? '99+' : unread}</span>`
            : nothing
        }
      </button>
      <div
        id="list"
        popover
        tabindex="-1"
        role="dialog"
        aria-label=${msg('Notices')}
        @toggle=${(event: ToggleEvent) => this.#toggled(event.newState === 'open')}
      >
        <div class="bar"><h2 class="grow">${msg('Notices')}</h2></div>
        ${this.#items()}
      </div>`;
  }

  #items() {
    const { open, over } = inOrder(this.notices);
    if (this.notices.length === 0)
      return html`<p class="empty">
        ${icon('check')}${msg('All is well: cameras work, and nobody is away for too long.')}
      </p>`;
    return html`${this.#group(msg('Now'), open)}${this.#group(msg('Earlier'), over)}`;
  }

  #group(heading: string, notices: NoticeView[]) {
    if (notices.length === 0) return nothing;
    return html`<h3>${heading}</h3>
      <ul>
        ${repeat(
          notices,
          ({ noticeId }) => noticeId,
          (notice) => this.#item(notice),
        )}
      </ul>`;
  }

  #item(notice: NoticeView) {
    const { noticeId, kind, sinceMs, detail } = notice;
    const incident = this.#incidentOf(notice);
    const place = incident ? `/incidents/${encodeURIComponent(incident.incidentId)}` : placeToGo(notice);
    const classes = [kind, this.fresh.has(noticeId) && 'unread', notice.untilMs === null && 'lasts'];
    return html`<li class=${classes.filter(Boolean).join(' ')} data-testid="notice-${noticeId}">
      ${icon(icons[kind])}
      <div>
        <span class="wrap"
          ><a href=${place} @click=${() => this.list.hidePopover()}>${noticeSentence(notice)}</a></span
        >
        <span class="soft small wrap" title=${exactText(sinceMs, this.timeZone)}
          >${noticeTime(notice, this.#nowMs(), this.timeZone)}</span
        >
        ${detail ? html`<span class="soft small wrap">${detail}</span>` : nothing}
        ${this.#acknowledged(notice)}
      </div>
    </li>`;
  }

  #acknowledged(notice: NoticeView) {
    const { noticeId } = notice;
    const acknowledged = notice.acknowledged ?? this.#incidentOf(notice)?.acknowledged;
    if (acknowledged) {
      const { by, atMs, note } = acknowledged;
      const at = momentText(atMs, this.#nowMs(), this.timeZone);
      return html`<span class="small wrap acknowledged" data-testid="acknowledged"
        >${icon('check')}
        ${note ? msg(str`Acknowledged by ${by}, ${at}: ${note}`) : msg(str`Acknowledged by ${by}, ${at}`)}</span
      >`;
    }
    if (!can(this.me, 'update Notice')) return nothing;
    if (this.acknowledging === noticeId) return this.#form(notice);
    return html`<button data-testid="acknowledge" @click=${() => this.#ask(noticeId)}>
      ${msg('Acknowledge')}
    </button>`;
  }

  #form(notice: NoticeView) {
    return html`<form @submit=${(event: SubmitEvent) => void this.#acknowledge(event, notice)}>
      <label class="field"
        >${msg('Note (optional)')}<input name="note" maxlength="500" data-testid="acknowledge-note"
      /></label>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} data-testid="acknowledge-send">
          ${msg('Acknowledge')}
        </button>
        <button type="button" @click=${() => (this.acknowledging = null)}>${msg('Cancel')}</button>
      </div>
    </form>`;
  }

  async #ask(noticeId: string): Promise<void> {
    this.problem = '';
    this.acknowledging = noticeId;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form input')?.focus();
  }

  /** The server's answer comes as a notice that has changed. */
  async #acknowledge(event: SubmitEvent, notice: NoticeView): Promise<void> {
    event.preventDefault();
    const note = new FormData(event.target as HTMLFormElement).get('note');
    this.busy = true;
    this.problem = '';
    try {
      const words = typeof note === 'string' ? note.trim() : '';
      const incident = this.#incidentOf(notice);
      if (incident) await incidentsApi.acknowledge(incident.incidentId, words);
      else await noticesApi.acknowledge(notice.noticeId, words);
      this.acknowledging = null;
      // The form is gone, and the focus with it: keys go on meaning this list.
      this.list.focus();
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  /** What was over before is not what lasts now. */
  #incidentOf(notice: NoticeView): IncidentView | null {
    return notice.untilMs === null && can(this.me, 'read Incident')
      ? incidentOf(notice, this.incidents)
      : null;
  }

  #toggled(open: boolean): void {
    if (!open) {
      this.fresh = new Set();
      this.acknowledging = null;
      return;
    }
    const ids = this.#unread();
    this.fresh = new Set(ids);
    if (ids.length > 0) void this.#read(ids);
  }

  /** What the server did not hear stays unread, and is told again when the list is next opened. */
  async #read(ids: string[]): Promise<void> {
    this.readHere = new Set([...this.readHere, ...ids]);
    try {
      await noticesApi.read(ids);
    } catch {
      this.readHere = new Set([...this.readHere].filter((id) => !ids.includes(id)));
    }
  }

  #unread(): string[] {
    return unreadIds(this.notices).filter((id) => !this.readHere.has(id));
  }

  #nowMs(): number {
    return Date.now() + this.clockOffsetMs;
  }
}
