import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { sentenceOf } from '../api.ts';
import { type DemoPhone, demoPhoneApi, type PhoneMessage } from '../api/demoPhone.ts';
import { icon, type IconName } from '../icons.ts';
import { serverNowMs } from '../state.ts';
import { momentText } from '../time.ts';
import { demoPhonePageStyles } from './demoPhonePageStyles.ts';
import { Page } from './Page.ts';

const askEveryMs = 1_500;

/** In the demo: the phone of a supervisor, where their WhatsApp messages come and are answered. Nothing leaves this machine. */
@customElement('w-demo-phone-page')
export class DemoPhonePage extends Page {
  static override styles = [...Page.styles, demoPhonePageStyles];

  @state() private phones: DemoPhone[] = [];
  @state() private chosen = '';
  @state() private messages: PhoneMessage[] | null = null;
  @state() private problem = '';
  @state() private busy = false;
  @query('.talk') private talk!: HTMLElement | null;
  @query('form input') private input!: HTMLInputElement | null;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.me && !this.me.demo) return;
    void this.#readPhones();
    this.#timer = setInterval(() => document.hidden || void this.#read(), askEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override updated(changed: PropertyValues): void {
    // As on a phone: the newest is in sight.
    if (changed.has('messages') && this.talk) this.talk.scrollTop = this.talk.scrollHeight;
  }

  override render() {
    if (!this.me?.demo)
      return html`<p class="empty">
        ${msg('This page belongs to the demo.')} <a href="/">${msg('Go to the live page')}</a>
      </p>`;
    const phone = this.phones.find(({ personId }) => personId === this.chosen);
    return html`<div class="top">
        <h1>${msg('Demo phone')}</h1>
        <a class="button" href="/incidents">${icon('incident')}${msg('Incidents')}</a>
      </div>
      <div class="sides">
        <div class="stack">
          <p>
            ${msg('In the demo WhatsApp ends here: messages go to a Twilio inside this program, and nothing leaves this machine. Wait until somebody is absent, and answer as the supervisor.')}
          </p>
          ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
          <div class="choice" role="group" aria-label=${msg('Whose phone')}>
            ${this.phones.map(
              ({ personId, name }) =>
                html`<button
                  aria-pressed=${personId === this.chosen ? 'true' : 'false'}
                  data-testid="phone-${personId}"
                  @click=${() => this.#choose(personId)}
                >
                  ${icon('phone')}${name}
                </button>`,
            )}
          </div>
          ${this.#story()}
        </div>
        ${phone ? this.#phone(phone) : nothing}
      </div>`;
  }

  #story() {
    return html`<section class="panel story" aria-labelledby="story">
      <h2 id="story">${msg('What happens every 100 seconds')}</h2>
      <ol>
        <li>${msg('The receptionist leaves the lobby. After 10 seconds the bell says that she is away.')}</li>
        <li>${msg('After 20 seconds she is absent, and her supervisor Farid gets a message.')}</li>
        <li>${msg('Nobody answers for 12 seconds: Clara, above him, is told too.')}</li>
        <li>
          ${msg('She comes back, and everybody who was told hears of it. Today’s report has the absence.')}
        </li>
      </ol>
    </section>`;
  }

  #phone({ name, number }: DemoPhone) {
    return html`<section class="phone" aria-label=${msg(str`Phone of ${name}`)}>
      <header>
        <span class="avatar" aria-hidden="true">${icon('pin')}</span>
        <div>
          <strong>${msg('Whereabouts')}</strong>
          <p class="small">${msg(str`to ${name}, ${number}`)}</p>
        </div>
      </header>
      <div class="talk" role="log" tabindex="0" aria-label=${msg('Messages')} data-testid="talk">
        ${this.#talk()}
      </div>
      <div class="quick" role="group" aria-label=${msg('Quick answers')}>
        ${['1', 'status', 'snooze 30', 'help'].map(
          (text) =>
            html`<button
              ?disabled=${this.busy}
              data-testid="quick-${text.split(' ')[0]}"
              @click=${() => void this.#write(text)}
            >
              ${text}
            </button>`,
        )}
      </div>
      <form @submit=${(event: SubmitEvent) => void this.#send(event)}>
        <input
          name="text"
          required
          maxlength="300"
          autocomplete="off"
          aria-label=${msg('Message')}
          placeholder=${msg('Message')}
          data-testid="phone-text"
        />
        <button
          class="primary"
          ?disabled=${this.busy}
          aria-label=${msg('Send')}
          title=${msg('Send')}
          data-testid="phone-send"
        >
          ${icon('send')}
        </button>
      </form>
    </section>`;
  }

  #talk() {
    if (this.messages === null) return html`<p class="hint" role="status">${msg('Loading…')}</p>`;
    if (this.messages.length === 0)
      return html`<p class="hint">${msg('No message yet. The next absence brings one.')}</p>`;
    const nowMs = serverNowMs(this.liveState, Date.now());
    const zone = this.liveState.overview?.timeZone ?? 'UTC';
    return repeat(
      this.messages,
      ({ id }) => id,
      ({ text, mine, atMs, state }) =>
        html`<p class=${mine ? 'mine' : 'theirs'} data-testid=${mine ? 'said' : 'came'}>
          <span class="text">${text}</span
          ><span class="at">${momentText(atMs, nowMs, zone)}${mine ? '' : icon(tick(state))}</span>
        </p>`,
    );
  }

  #choose(personId: string): void {
    this.chosen = personId;
    this.messages = null;
    void this.#read();
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = this.input?.value.trim() ?? '';
    if (text !== '' && (await this.#write(text)) && this.input) this.input.value = '';
  }

  async #write(text: string): Promise<boolean> {
    this.busy = true;
    try {
      await demoPhoneApi.write(this.chosen, text);
      await this.#read();
      return true;
    } catch (error) {
      this.problem = sentenceOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #readPhones(): Promise<void> {
    try {
      this.phones = await demoPhoneApi.phones();
      this.chosen ||= this.phones[0]?.personId ?? '';
      await this.#read();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #read(): Promise<void> {
    const asked = this.chosen;
    if (!asked) return;
    try {
      const messages = await demoPhoneApi.messages(asked);
      if (asked !== this.chosen) return;
      const isSame = JSON.stringify(messages) === JSON.stringify(this.messages);
      if (!isSame) this.messages = messages;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}

const tick = (state: string): IconName => (state === 'delivered' || state === 'read' ? 'delivered' : 'check');
