import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChannelKind, MessageState } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { channelsApi, type MessageQuery, type SentMessage } from '../../api/channels.ts';
import { controls } from '../../controls.ts';
import { channelIcons, channelText, messageStates, messageStateWord } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { templateName } from '../../templateText.ts';
import { exactText, momentText } from '../../time.ts';

const askEveryMs = 5_000;
const channels: ChannelKind[] = ['whatsapp', 'email', 'webhook', 'browser'];

/** The last messages: to whom, by which channel, what became of each. */
@customElement('w-message-list')
export class MessageList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.8rem;
      }
      .head select {
        width: auto;
        min-width: 9rem;
      }
      ul {
        margin-top: 0.6rem;
      }
      li {
        display: grid;
        grid-template-columns: 1.4rem minmax(0, 1fr) auto;
        gap: 0.2rem 0.8rem;
        padding: 0.7rem 0;
        border-top: 1px solid var(--line);
      }
      li > svg {
        margin-top: 0.15rem;
        color: var(--soft);
      }
      .to {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.15rem 0.6rem;
      }
      .text {
        margin-top: 0.15rem;
        white-space: pre-line;
      }
      .more {
        display: flex;
        justify-content: center;
        padding-top: 0.6rem;
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: 1.4rem minmax(0, 1fr);
        }
        li > button {
          grid-column: 2;
          justify-self: start;
        }
        .head h2 {
          flex-basis: 100%;
        }
        .head select {
          flex: 1;
        }
      }
    `,
  ];

  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) retries = false;
  @state() private query: MessageQuery = {};
  @state() private messages: SentMessage[] | null = null;
  @state() private more = false;
  @state() private problem = '';
  @state() private busy = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.refresh();
    this.#timer = setInterval(() => document.hidden || void this.refresh(), askEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    return html`<div class="head">
        <h2 class="grow">${msg('Last messages')}</h2>
        <select
          aria-label=${msg('Channel')}
          data-testid="filter-channel"
          @change=${(event: Event) => this.#filter({ channel: valueOf<ChannelKind>(event) })}
        >
          <option value="">${msg('All channels')}</option>
          ${channels.map((channel) => html`<option value=${channel}>${channelText(channel)}</option>`)}
        </select>
        <select
          aria-label=${msg('State')}
          data-testid="filter-message-state"
          @change=${(event: Event) => this.#filter({ state: valueOf<MessageState>(event) })}
        >
          <option value="">${msg('All states')}</option>
          ${messageStates.map((state) => html`<option value=${state}>${messageStateWord(state).text}</option>`)}
        </select>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#list()}`;
  }

  #list() {
    const { messages } = this;
    if (!messages) return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (messages.length === 0)
      return html`<p class="empty">
        ${icon('message')}${
          this.query.channel || this.query.state
            ? msg('No message fits these filters.')
            : msg('Nothing was sent yet. A channel’s test message is the quickest way to a first one.')
        }
      </p>`;
    return html`<ul data-testid="messages">
        ${messages.map((message) => this.#message(message))}
      </ul>
      ${
        this.more
          ? html`<p class="more">
              <button
                ?disabled=${this.busy === 'more'}
                data-testid="messages-more"
                @click=${() => void this.#older()}
              >
                ${msg('Show older')}
              </button>
            </p>`
          : nothing
      }`;
  }

  #message(message: SentMessage) {
    const { messageId, channel, address, recipient, state, text, template, createdAtMs, sentAtMs } = message;
    const word = messageStateWord(state);
    const atMs = sentAtMs ?? createdAtMs;
    return html`<li data-testid="message-${messageId}">
      ${icon(channelIcons[channel])}
      <div>
        <p class="to">
          <strong class="wrap">${recipient}</strong>
          <span class="soft small wrap">${channelText(channel)} ${address}</span>
          <span class="chip ${word.colour}" title=${word.hint}>${word.text}</span>
          <span class="soft small" title=${exactText(atMs, this.timeZone)}
            >${momentText(atMs, this.nowMs, this.timeZone)}</span
          >
          <span class="soft small">${templateName(template)}</span>
        </p>
        <p class="text small wrap">${text}</p>
        ${message.problem ? html`<p class="wrong small wrap">${message.problem}${this.#code(message)}</p>` : nothing}
      </div>
      ${
        this.retries && state === 'failed'
          ? html`<button
              ?disabled=${this.busy === messageId}
              aria-label=${msg(str`Send again: the message to ${recipient}`)}
              data-testid="retry"
              @click=${() => void this.#retry(messageId)}
            >
              ${icon('refresh')}${msg('Send again')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #code({ errorCode }: SentMessage) {
    return errorCode ? html` <span class="soft">(${errorCode})</span>` : nothing;
  }

  #filter(change: MessageQuery): void {
    this.query = { ...this.query, ...change };
    this.messages = null;
    void this.refresh();
  }

  /** The newest ones; older ones that were asked for stay below. */
  async refresh(): Promise<void> {
    const { query } = this;
    try {
      const { messages, more } = await channelsApi.messages(query, null);
      if (query !== this.query) return;
      const newest = new Set(messages.map(({ messageId }) => messageId));
      const last = messages.at(-1)?.createdAtMs ?? Infinity;
      const older = (this.messages ?? []).filter(
        ({ messageId, createdAtMs }) => createdAtMs <= last && !newest.has(messageId),
      );
      this.messages = [...messages, ...older];
      if (older.length === 0) this.more = more;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #older(): Promise<void> {
    await this.#run('more', async () => {
      const { messages, more } = await channelsApi.messages(
        this.query,
        this.messages?.at(-1)?.messageId ?? null,
      );
      this.messages = [...(this.messages ?? []), ...messages];
      this.more = more;
    });
  }

  async #retry(messageId: string): Promise<void> {
    await this.#run(messageId, async () => {
      await channelsApi.retry(messageId);
      await this.refresh();
    });
  }

  async #run(what: string, run: () => Promise<void>): Promise<void> {
    this.busy = what;
    this.problem = '';
    try {
      await run();
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = '';
    }
  }
}

const valueOf = <Value extends string>(event: Event): Value | undefined =>
  ((event.target as HTMLSelectElement).value || undefined) as Value | undefined;
