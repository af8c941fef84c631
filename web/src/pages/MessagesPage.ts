import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { ChannelKind, ChannelView, ProblemView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { channelsApi, type TemplateView } from '../api/channels.ts';
import { settingsApi } from '../api/settings.ts';
import { can } from '../can.ts';
import type { MessageList } from '../components/messages/MessageList.ts';
import type { PersonPicker } from '../components/PersonPicker.ts';
import { channelText } from '../incidentText.ts';
import { icon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import { serverNowMs } from '../state.ts';
import { momentText } from '../time.ts';
import { messagesPageStyles } from './messagesPageStyles.ts';
import { Page } from './Page.ts';
import '../components/messages/ChannelCard.ts';
import '../components/messages/ContactPanel.ts';
import '../components/messages/MessageList.ts';
import '../components/messages/TemplateTable.ts';
import '../components/PersonPicker.ts';

/** Problems and counts change by themselves. */
const askEveryMs = 10_000;

/** How messages leave this program: channels, templates, what was sent, and what is wrong. */
@customElement('w-messages-page')
export class MessagesPage extends Page {
  static override styles = [...Page.styles, messagesPageStyles];

  @state() private channels: ChannelView[] | null = null;
  @state() private templates: TemplateView[] = [];
  @state() private problems: ProblemView[] = [];
  @state() private publicUrl: string | null = null;
  @state() private chosen: { personId: string; name: string } | null = null;
  @state() private told = '';
  @state() private problem = '';
  @query('w-person-picker') private picker!: PersonPicker;
  @query('w-message-list') private list!: MessageList;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    void this.#readOnce();
    this.#timer = setInterval(() => document.hidden || void this.#read(), askEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    return html`<div class="top"><h1>${msg('Messages')}</h1></div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="stack">
        ${this.#problems()} ${this.channels ? this.#channels(this.channels) : nothing}
        <w-message-list
          class="panel"
          .nowMs=${this.#nowMs()}
          .timeZone=${this.#zone()}
          .retries=${can(this.me, 'update Channel')}
        ></w-message-list>
        ${can(this.me, 'read Person') ? this.#contacts() : nothing}
        ${
          this.templates.length > 0
            ? html`<w-template-table
                id="templates"
                class="panel"
                .templates=${this.templates}
                .edits=${can(this.me, 'update Channel')}
                @changed=${() => void this.#readOnce()}
              ></w-template-table>`
            : nothing
        }
      </div>
      <w-person-picker></w-person-picker>`;
  }

  #problems() {
    if (this.problems.length === 0) return nothing;
    return html`<section class="panel problems" aria-labelledby="problems">
      <h2 id="problems">${msg('What keeps messages from arriving')}</h2>
      <ul data-testid="problems">
        ${this.problems.map(
          ({ path, text, sinceMs }) =>
            html`<li>
              ${icon('warning')}
              <span class="grow wrap"
                >${serverText(text)}
                ${
                  sinceMs === null
                    ? nothing
                    : html`<span class="soft small"
                        >${msg(str`Since ${momentText(sinceMs, this.#nowMs(), this.#zone())}`)}</span
                      >`
                }</span
              >
              ${path === '/messages' ? nothing : html`<a class="button" href=${path}>${msg('Mend it')}</a>`}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #channels(channels: ChannelView[]) {
    const set = this.templates.filter(({ contentSid }) => contentSid !== null).length;
    return html`<section class="panel channels" aria-labelledby="channels">
      <div class="bar"><h2 id="channels">${msg('Channels')}</h2></div>
      ${channels.map(
        (channel) =>
          html`<w-channel-card
            .channel=${channel}
            .nowMs=${this.#nowMs()}
            .edits=${can(this.me, 'update Channel')}
            .publicUrl=${this.publicUrl}
            .templates=${channel.channel === 'whatsapp' && this.templates.length > 0 ? { set, of: this.templates.length } : null}
            @changed=${() => this.#changed()}
            @test=${(event: CustomEvent<ChannelKind>) => void this.#test(event.detail)}
          ></w-channel-card>`,
      )}
      <p class="told" role="status">${this.told}</p>
    </section>`;
  }

  #contacts() {
    return html`<section class="panel contacts" aria-labelledby="contacts">
      <div class="row">
        <div class="grow">
          <h2 id="contacts">${msg('How each person is told')}</h2>
          <p class="soft small">
            ${msg('WhatsApp first, then e-mail, then this page, unless somebody chose otherwise.')}
          </p>
        </div>
        <button
          data-testid="choose-contact"
          aria-haspopup="dialog"
          @click=${() => void this.#chooseContact()}
        >
          ${icon('user')}${this.chosen?.name ?? msg('Choose a person')}
        </button>
      </div>
      ${
        this.chosen
          ? html`<w-contact-panel
              .recipientId=${`person:${this.chosen.personId}`}
              .edits=${can(this.me, 'update Person')}
            ></w-contact-panel>`
          : nothing
      }
    </section>`;
  }

  #chooseContact(): Promise<void> {
    return this.picker.open({
      heading: msg('How is somebody told?'),
      text: msg('Their channels and language.'),
      choices: this.#choices(),
      chosen: this.chosen ? [this.chosen.personId] : [],
      several: false,
      none: null,
      save: ([id]) => {
        const person = this.liveState.overview?.people.find(({ personId }) => personId === id);
        this.chosen = person ? { personId: person.personId, name: person.name } : null;
        return Promise.resolve();
      },
    });
  }

  #test(channel: ChannelKind): Promise<void> {
    const name = channelText(channel);
    this.told = '';
    return this.picker.open({
      heading: msg(str`Test message by ${name}`),
      text: msg('To whom? What becomes of it stands below among the last messages.'),
      choices: this.#choices(),
      chosen: [],
      several: false,
      none: null,
      save: async ([personId = '']) => {
        await channelsApi.test(channel, personId);
        const person = this.#choices().find(({ id }) => id === personId)?.name ?? '';
        this.told = msg(str`A test message to ${person} is on its way.`);
        this.#changed();
      },
    });
  }

  #choices() {
    return (this.liveState.overview?.people ?? []).map(({ personId, name, job }) => ({
      ...{ id: personId, name, detail: job ?? '' },
    }));
  }

  #changed(): void {
    void this.#read();
    void this.#readOnce();
    void this.list.refresh();
    // The bar above the page asks again, too.
    dispatchEvent(new Event('problemschanged'));
  }

  async #read(): Promise<void> {
    try {
      const [channels, problems] = await Promise.all([channelsApi.channels(), channelsApi.problems()]);
      Object.assign(this, { channels, problems, problem: '' });
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #readOnce(): Promise<void> {
    this.templates = await channelsApi.templates().catch(() => this.templates);
    if (!can(this.me, 'read Settings')) return;
    const { settings } = await settingsApi.settings().catch(() => ({ settings: [] }));
    const value = settings.find(({ key }) => key === 'publicUrl')?.value;
    this.publicUrl = typeof value === 'string' ? value : '';
  }

  #nowMs(): number {
    return serverNowMs(this.liveState, Date.now());
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }
}
