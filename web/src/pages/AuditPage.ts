import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuditEntry } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { accessApi, type AuditQuery } from '../api/access.ts';
import { auditKinds, auditSentence } from '../auditWords.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { page, shared } from '../styles.ts';
import { exactText, momentText, startOfDayMs } from '../time.ts';
import { Page } from './Page.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Who did, read and changed what, and from where. */
@customElement('w-audit-page')
export class AuditPage extends Page {
  static override styles = [
    shared,
    controls,
    page,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: 0.75rem;
        align-items: end;
        padding: 0.9rem 1rem;
        margin-bottom: 0.9rem;
      }
      form label,
      form input {
        min-width: 0;
      }
      li {
        display: grid;
        grid-template-columns: minmax(7rem, 9rem) minmax(7rem, 12rem) minmax(0, 1fr) auto;
        gap: 0.2rem 1rem;
        padding: 0.55rem 1rem;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: 0;
      }
      .more {
        display: flex;
        justify-content: center;
        margin-top: 1rem;
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .what {
          grid-column: 1 / -1;
          order: -1;
        }
        .address {
          display: none;
        }
      }
    `,
  ];

  @state() private audits: AuditEntry[] | null = null;
  @state() private users: { userId: string; name: string }[] = [];
  @state() private query: AuditQuery = {};
  @state() private next: string | null = null;
  @state() private busy = false;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read(null);
    accessApi.auditUsers().then(
      (users) => (this.users = users),
      () => undefined,
    );
  }

  override render() {
    return html`<div class="top">
        <h1>${msg('Audit log')}</h1>
        <a class="button" href=${accessApi.auditCsvAddress(this.query)} download data-testid="audit-csv">
          ${icon('download')}${msg('Export as CSV')}
        </a>
      </div>
      ${this.#filters()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.audits ? this.#list(this.audits) : html`<p class="empty" role="status">${msg('Loading…')}</p>`}
      ${
        this.next
          ? html`<div class="more">
              <button
                ?disabled=${this.busy}
                data-testid="audit-more"
                @click=${() => void this.#read(this.next)}
              >
                ${msg('Show older')}
              </button>
            </div>`
          : nothing
      }`;
  }

  #filters() {
    return html`<form
      class="panel"
      @change=${(event: Event) => this.#filter(event)}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <label class="field"
        >${msg('Who')}
        <select name="user" data-testid="audit-user">
          <option value="">${msg('Everybody')}</option>
          ${this.users.map(({ userId, name }) => html`<option value=${userId}>${name}</option>`)}
        </select>
      </label>
      <label class="field"
        >${msg('What')}
        <select name="action" data-testid="audit-action">
          <option value="">${msg('Everything')}</option>
          ${auditKinds().map(({ prefix, text }) => html`<option value=${prefix}>${text}</option>`)}
        </select>
      </label>
      <label class="field">${msg('From')}<input name="from" type="date" data-testid="audit-from" /></label>
      <label class="field">${msg('Up to')}<input name="to" type="date" data-testid="audit-to" /></label>
    </form>`;
  }

  #list(audits: AuditEntry[]) {
    if (audits.length === 0)
      return html`<p class="empty">
        ${icon('audit')}${msg('Nothing fits. Choose another time or person.')}
      </p>`;
    return html`<ul class="panel" aria-label=${msg('Audit log')} data-testid="audits">
      ${audits.map((entry) => this.#entry(entry))}
    </ul>`;
  }

  #entry(entry: AuditEntry) {
    const { atMs, userId, userName, address } = entry;
    const zone = this.#zone();
    return html`<li>
      <span class="soft" title=${exactText(atMs, zone)}>${momentText(atMs, Date.now(), zone)}</span>
      <span class="wrap"
        >${userName ?? (userId === null ? msg('The server') : msg('Somebody who was removed'))}</span
      >
      <span class="what wrap">${auditSentence(entry)}</span>
      <span class="address soft small">${address}</span>
    </li>`;
  }

  #filter(event: Event): void {
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const from = this.#dayStartMs(formText(form, 'from'));
    const to = this.#dayStartMs(formText(form, 'to'));
    this.query = {
      user: formText(form, 'user'),
      action: formText(form, 'action'),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to: startOfDayMs(to + 1.2 * dayMs, this.#zone()) - 1 }),
    };
    void this.#read(null);
  }

  /** A day at the site, not of this browser. Noon of that day in UTC lies within it or the neighbouring one, never further. */
  #dayStartMs(day: string): number | null {
    if (day === '') return null;
    const zone = this.#zone();
    const noonMs = Date.parse(`${day}T12:00:00Z`);
    const starts = [-dayMs, 0, dayMs].map((shift) => startOfDayMs(noonMs + shift, zone));
    const shown = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(ms);
    return starts.find((ms) => shown(ms) === day) ?? startOfDayMs(noonMs, zone);
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }

  async #read(cursor: string | null): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      const { audits, next } = await accessApi.audits(this.query, cursor);
      this.audits = cursor === null ? audits : [...(this.audits ?? []), ...audits];
      this.next = next;
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
