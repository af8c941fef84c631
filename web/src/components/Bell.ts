import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { unreadCount, type Notice } from '../attention.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { Ticking } from '../Ticking.ts';
import { durationText, exactText, momentText } from '../time.ts';

/** What deserves attention. Fires `read` (mark all read) and `jump` with the notice that was chosen. */
@customElement('w-bell')
export class Bell extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .open {
        position: relative;
      }
      .open svg {
        width: 1.35rem;
        height: 1.35rem;
      }
      .count {
        position: absolute;
        top: 0;
        right: -0.1rem;
        min-width: 1.15rem;
        padding: 0 0.28rem;
        font-size: 0.72rem;
        font-weight: 700;
        line-height: 1.15rem;
        text-align: center;
        color: light-dark(#fff, #2b0a07);
        background: var(--bad);
        border-radius: 99px;
      }
      #list {
        position: fixed;
        inset: 3.6rem 0.75rem auto auto;
        width: min(26rem, calc(100vw - 1.5rem));
        max-height: min(36rem, calc(100dvh - 5rem));
        margin: 0;
        padding: 0;
        overflow: auto;
        color: var(--text);
        background: var(--panel);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
      }
      .bar {
        position: sticky;
        top: 0;
        background: var(--panel);
        border-bottom: 1px solid var(--line);
      }
      .bar button {
        min-height: 1.9rem;
        padding: 0.1rem 0.6rem;
        font-size: 0.85rem;
      }
      li button {
        width: 100%;
        display: grid;
        grid-template-columns: auto 1fr;
        justify-content: stretch;
        justify-items: start;
        align-items: start;
        gap: 0.65rem;
        padding: 0.6rem 0.875rem;
        text-align: left;
        font-weight: 400;
        border: 0;
        border-radius: 0;
        border-bottom: 1px solid var(--line);
      }
      li button:focus-visible {
        outline-offset: -2px;
      }
      li.unread button {
        background: var(--accent-tint);
      }
      li svg {
        margin-top: 0.1rem;
        color: var(--soft);
      }
      li.open-now svg {
        color: var(--bad);
      }
      li.open-now.person svg {
        color: var(--warn);
      }
      li span {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) notices: Notice[] = [];
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @query('#list') private list!: HTMLElement;

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    const unread = unreadCount(this.notices);
    return html`<button
        class="icon open"
        popovertarget="list"
        aria-label="Notices${unread ? `: ${unread} unread` : ''}"
        title="Notices"
        data-testid="bell"
      >
        ${icon('bell')}${
          unread ? html`<span class="count" data-testid="unread">${unread > 99 ? '99+' : unread}</span>` : ''
        }
      </button>
      <div id="list" popover role="dialog" aria-label="Notices">
        <div class="bar">
          <h2 class="grow">Notices</h2>
          ${
            unread
              ? html`<button @click=${() => this.dispatchEvent(new CustomEvent('read'))}>
                  Mark all read
                </button>`
              : ''
          }
        </div>
        ${
          this.notices.length > 0
            ? html`<ul>
                ${this.notices.map((notice) => this.#item(notice))}
              </ul>`
            : html`<p class="empty">
                ${icon('check')}All cameras work, and nobody went away since you opened this page.
              </p>`
        }
      </div>`;
  }

  #item(notice: Notice) {
    const classes = `${notice.kind} ${notice.read ? '' : 'unread'} ${notice.untilMs === null ? 'open-now' : ''}`;
    return html`<li class=${classes}>
      <button title=${exactText(notice.sinceMs, this.timeZone)} @click=${() => this.#jump(notice)}>
        ${icon(notice.kind === 'camera' ? (notice.untilMs === null ? 'blind' : 'camera') : 'people')}
        <span>
          <span class="wrap">${this.#sentence(notice)}</span>
          <span class="soft small wrap">${this.#when(notice)}</span>
        </span>
      </button>
    </li>`;
  }

  #sentence({ kind, name, untilMs }: Notice) {
    const words = {
      camera: untilMs === null ? 'gives no picture' : 'sees again',
      person: untilMs === null ? 'is away' : 'is back',
    };
    return html`<strong>${name}</strong> ${words[kind]}`;
  }

  #when(notice: Notice): string {
    const nowMs = Date.now() + this.clockOffsetMs;
    const since = momentText(notice.sinceMs, nowMs, this.timeZone);
    if (notice.untilMs === null)
      return `Since ${since}, ${durationText(nowMs - notice.sinceMs)}${notice.detail ? ` · ${notice.detail}` : ''}`;
    const until = momentText(notice.untilMs, nowMs, this.timeZone);
    return `${since} – ${until}, ${durationText(notice.untilMs - notice.sinceMs)}`;
  }

  #jump(notice: Notice): void {
    this.list.hidePopover();
    this.dispatchEvent(new CustomEvent('jump', { detail: notice }));
  }
}
