import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChannelKind, ContactPreference } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { channelsApi } from '../../api/channels.ts';
import { controls } from '../../controls.ts';
import { channelIcons, channelText } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { type Locale, locales } from '../../locale.ts';
import { shared } from '../../styles.ts';

const all: ChannelKind[] = ['whatsapp', 'email', 'browser', 'webhook'];

/** In which order one person's channels are tried, and in which language they are told. */
@customElement('w-contact-panel')
export class ContactPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.6rem;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      label.check {
        align-items: center;
      }
      .off .name {
        color: var(--soft);
      }
      select {
        width: auto;
      }
    `,
  ];

  /** `person:ID` or `user:ID`. */
  @property() recipientId = '';
  @property({ type: Boolean }) edits = false;
  @state() private contact: ContactPreference | null = null;
  @state() private problem = '';
  @state() private busy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recipientId') && this.recipientId) void this.#load();
  }

  override render() {
    const { contact } = this;
    return html`<div class="stack">
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${contact ? this.#body(contact) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}
    </div>`;
  }

  #body(contact: ContactPreference) {
    const order = [...contact.channels, ...all.filter((channel) => !contact.channels.includes(channel))];
    return html`<p class="soft small">
        ${msg('The first that works is used; the next one takes over when it fails. Addresses stand in the record.')}
      </p>
      <ol data-testid="contact-channels">
        ${order.map((channel) => this.#channel(contact, channel))}
      </ol>
      <label class="row"
        ><span>${msg('Language of messages')}</span>
        <select
          data-testid="contact-language"
          ?disabled=${!this.edits || this.busy}
          title=${this.edits ? nothing : msg('Only HR and administrators change it')}
          @change=${(event: Event) =>
            void this.#save({ ...contact, language: (event.target as HTMLSelectElement).value as Locale })}
        >
          ${Object.entries(locales).map(
            ([locale, name]) =>
              html`<option value=${locale} ?selected=${locale === contact.language}>${name}</option>`,
          )}
        </select></label
      >`;
  }

  #channel(contact: ContactPreference, channel: ChannelKind) {
    const { channels } = contact;
    const index = channels.indexOf(channel);
    const name = channelText(channel);
    const change = (next: ChannelKind[]) => void this.#save({ ...contact, channels: next });
    const move = (by: -1 | 1) => {
      const next = channels.filter((each) => each !== channel);
      next.splice(index + by, 0, channel);
      change(next);
    };
    return html`<li class=${index < 0 ? 'off' : ''}>
      <label class="check grow"
        ><input
          type="checkbox"
          .checked=${index >= 0}
          ?disabled=${!this.edits || this.busy}
          data-testid="contact-${channel}"
          @change=${(event: Event) =>
            change(
              (event.target as HTMLInputElement).checked
                ? [...channels, channel]
                : channels.filter((each) => each !== channel),
            )}
        />${icon(channelIcons[channel])}<span class="name">${name}</span></label
      >
      ${
        this.edits && index > 0
          ? html`<button
              class="icon"
              aria-label=${msg(str`Try ${name} earlier`)}
              title=${msg('Try it earlier')}
              ?disabled=${this.busy}
              @click=${() => move(-1)}
            >
              ${icon('up')}
            </button>`
          : nothing
      }
      ${
        this.edits && index >= 0 && index < channels.length - 1
          ? html`<button
              class="icon"
              aria-label=${msg(str`Try ${name} later`)}
              title=${msg('Try it later')}
              ?disabled=${this.busy}
              @click=${() => move(1)}
            >
              ${icon('lower')}
            </button>`
          : nothing
      }
    </li>`;
  }

  async #load(): Promise<void> {
    const asked = this.recipientId;
    this.contact = null;
    this.problem = '';
    try {
      const contact = await channelsApi.contact(asked);
      if (asked === this.recipientId) this.contact = contact;
    } catch (error) {
      if (asked === this.recipientId) this.problem = sentenceOf(error);
    }
  }

  async #save(preference: ContactPreference): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      this.contact = await channelsApi.setContact(this.recipientId, preference);
    } catch (error) {
      this.problem = sentenceOf(error);
      // What the boxes say is what is stored.
      this.contact = this.contact && { ...this.contact };
    } finally {
      this.busy = false;
    }
  }
}
