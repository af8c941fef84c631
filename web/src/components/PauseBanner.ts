import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaView, Me, Pause, PersonView } from '../../../server/wire.ts';
import { dutyApi } from '../api/duty.ts';
import { can } from '../can.ts';
import { icon } from '../icons.ts';
import { holdsNow } from '../pauses.ts';
import { shared } from '../styles.ts';
import { momentText, numberText } from '../time.ts';

const readEveryMs = 30_000;
const shownMax = 3;

/** While the monitoring of something stands still, everybody who watches shall know. */
@customElement('w-pause-banner')
export class PauseBanner extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.9rem;
        align-items: baseline;
        margin-bottom: var(--gap);
        padding: 0.5rem 0.875rem;
        color: var(--warn);
        background: var(--warn-tint);
        border-radius: var(--radius);
      }
      span {
        color: var(--text);
        overflow-wrap: anywhere;
      }
      strong {
        display: flex;
        gap: 0.4rem;
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  @property({ attribute: false }) areas: readonly AreaView[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @state() private pauses: Pause[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => document.hidden || void this.#load(), readEveryMs);
    void this.updateComplete.then(() => this.#load());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const nowMs = Date.now() + this.clockOffsetMs;
    const now = this.pauses.filter((pause) => holdsNow(pause, nowMs));
    if (now.length === 0) return nothing;
    // An area stands for many people.
    const order = now.toSorted((a, b) => a.subject.localeCompare(b.subject));
    return html`<div role="status" data-testid="paused">
      <strong>${icon('pause')}${msg('Monitoring is paused')}</strong>
      ${order.slice(0, shownMax).map((pause) => this.#pause(pause, nowMs))}
      ${now.length > shownMax ? html`<span>${msg(str`and ${numberText(now.length - shownMax)} more`)}</span>` : nothing}
    </div>`;
  }

  #pause({ subject, subjectId, toMs, why, by }: Pause, nowMs: number) {
    const name =
      subject === 'area'
        ? this.areas.find(({ areaId }) => areaId === subjectId)?.name
        : this.people.find(({ personId }) => personId === subjectId)?.name;
    const path = subject === 'area' ? '/areas' : `/people/${encodeURIComponent(subjectId)}`;
    const until = toMs === null ? '' : momentText(toMs, nowMs, this.timeZone);
    const told = until ? msg(str`${why} (${by}, until ${until})`) : msg(str`${why} (${by})`);
    return html`<span><a href=${path}>${name ?? msg('Something removed')}</a>: ${told}</span>`;
  }

  /** What cannot be read now is read again soon; nothing on the live page hangs on it. */
  async #load(): Promise<void> {
    if (!can(this.me, 'read Pause')) return;
    this.pauses = await dutyApi.pauses().catch(() => this.pauses);
  }
}
