import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AlertView, MessageView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { alertText, channelIcons, channelText, messageStateWord } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText } from '../../time.ts';

/** Who was told when, by which channel, and what became of it. */
@customElement('w-told-list')
export class ToldList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      .alerts > li + li {
        margin-top: 0.55rem;
      }
      .alert {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.15rem 0.6rem;
      }
      .who {
        overflow-wrap: anywhere;
      }
      .note {
        padding-left: 0.9rem;
      }
      .messages {
        display: grid;
        gap: 0.3rem;
        margin-top: 0.2rem;
        padding-left: 0.9rem;
        border-left: 2px solid var(--line);
      }
      .message {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 0.5rem;
        font-size: 0.88rem;
      }
      .channel {
        display: inline-flex;
        align-items: center;
        gap: 0.3rem;
      }
      .wrong {
        flex-basis: 100%;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) alerts: AlertView[] = [];
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  /** Whether a way to the messages page is offered. */
  @property({ type: Boolean }) mends = false;

  override render() {
    if (this.alerts.length === 0)
      return html`<p class="soft small" data-testid="told-nobody">${msg('Nobody was told yet.')}</p>`;
    return html`<ul class="alerts" aria-label=${msg('Who was told')} data-testid="told">
      ${this.alerts.map((alert) => this.#alert(alert))}
    </ul>`;
  }

  #alert(alert: AlertView) {
    const { createdAtMs, note, messages } = alert;
    return html`<li>
      <div class="alert">
        <span class="who">${alertText(alert)}</span>
        <span class="soft small" title=${exactText(createdAtMs, this.timeZone)}
          >${momentText(createdAtMs, this.nowMs, this.timeZone)}</span
        >
      </div>
      ${note ? html`<p class="note soft small wrap">${serverText(note)}</p>` : nothing}
      ${
        messages.length > 0
          ? html`<ul class="messages">
              ${messages.map((message) => this.#message(message))}
            </ul>`
          : note
            ? nothing
            : html`<p class="note soft small">
                ${msg('On the bell of this page; no other channel reaches them.')}
              </p>`
      }
    </li>`;
  }

  #message({ channel, address, state, sentAtMs, createdAtMs, attempts, errorCode, problem }: MessageView) {
    const { text, colour, hint } = messageStateWord(state);
    const atMs = sentAtMs ?? createdAtMs;
    return html`<li class="message">
      <span class="channel"
        >${icon(channelIcons[channel])}${channelText(channel)} <span class="soft">${address}</span></span
      >
      <span class="chip ${colour}" title=${hint} data-testid="message-state">${text}</span>
      <span class="soft small" title=${exactText(atMs, this.timeZone)}
        >${momentText(atMs, this.nowMs, this.timeZone)}</span
      >
      ${attempts > 1 ? html`<span class="soft small">${msg(str`${attempts} attempts`)}</span>` : nothing}
      ${
        problem
          ? html`<span class="wrong small"
              >${problem}${errorCode ? html` <span class="soft">(${errorCode})</span>` : nothing}
              ${this.mends ? html`<a href="/messages">${msg('Go to messages')}</a>` : nothing}</span
            >`
          : nothing
      }
    </li>`;
  }
}
