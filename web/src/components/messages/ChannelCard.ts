import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ChannelKind, ChannelView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { type ChannelCheck, channelsApi } from '../../api/channels.ts';
import { type ChannelField, channelFields, missingFields } from '../../channelFields.ts';
import { controls } from '../../controls.ts';
import { againHint, formNotice, hintForBubble } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { channelIcons, channelText, type Word } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { channelPlace, typeAgain } from '../../secretPlaces.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { durationText, numberText } from '../../time.ts';
import { channelCardStyles } from './channelCardStyles.ts';

/** Where answers and news about messages are to be sent, once the public address is known. */
export type WebhookAddress = { label: string; hint: string; path: string };

/** One channel: whether it works, what it needs, a check and a test. Fires `changed`, and `test` when a test message is asked for. */
@customElement('w-channel-card')
export class ChannelCard extends LitElement {
  static override styles = [shared, controls, channelCardStyles];

  @property({ attribute: false }) channel: ChannelView | null = null;
  @property({ type: Number }) nowMs = 0;
  @property({ type: Boolean }) edits = false;
  /** Of this server, as providers reach it; empty: not set. null: not known to this user. */
  @property({ attribute: false }) publicUrl: string | null = null;
  /** Texts with their template set, and all; null: it needs none. */
  @property({ attribute: false }) templates: { set: number; of: number } | null = null;
  @state() private busy: 'save' | 'check' | 'switch' | null = null;
  @state() private wrong = noProblem;
  @state() private checked: ChannelCheck | null = null;
  @state() private saved = false;
  /** Why the secret that is set must be typed again. */
  @state() private again: string | null = null;
  @query('form') private form!: HTMLFormElement | null;

  override render() {
    const { channel } = this;
    if (!channel) return nothing;
    const { text, colour } = stateOf(channel);
    return html`<details ?open=${this.#opensItself(channel)} data-testid="channel-${channel.channel}">
      <summary>
        ${icon(channelIcons[channel.channel])}
        <span class="grow">
          <strong>${channelText(channel.channel)}</strong>
          <span class="soft small">${meaningOf(channel.channel)}</span>
        </span>
        <span class="chip ${colour}" data-testid="channel-state">${text}</span>
        ${icon('down')}
      </summary>
      <div class="body stack">
        ${channel.problem ? html`<p class="problem" role="alert">${icon('warning')}${channel.problem}</p>` : nothing}
        ${this.#steps(channel)} ${this.#counts(channel)} ${this.edits ? this.#actions(channel) : nothing}
      </div>
    </details>`;
  }

  /** What somebody began, and what fails, is open at once. */
  #opensItself({ enabled, ready, problem }: ChannelView): boolean {
    return problem !== null || (enabled && !ready);
  }

  #steps(channel: ChannelView) {
    const fields = channelFields(channel.channel);
    if (fields.length === 0)
      return html`<p>
        ${msg('Alerts appear on open pages of this program. Each user may let their browser show them in the background too, on their account page.')}
      </p>`;
    const missing = missingFields(channel);
    const names = new Intl.ListFormat(document.documentElement.lang || 'en').format(
      missing.map(({ label }) => label),
    );
    return html`<ol class="steps">
      ${this.#step(
        missing.length === 0,
        channel.channel === 'whatsapp' ? msg('Account and sender at Twilio') : msg('Where it is sent'),
        missing.length === 0 ? msg('Complete.') : msg(str`Missing: ${names}.`),
        this.edits ? this.#fields(channel, fields) : nothing,
      )}
      ${channel.channel === 'whatsapp' ? html`${this.#answers()}${this.#templates()}` : nothing}
      ${this.#step(
        channel.enabled,
        msg('Turned on'),
        channel.enabled ? msg('Messages leave by this channel.') : msg('Nothing is sent by it.'),
      )}
    </ol>`;
  }

  #step(done: boolean, title: string, text: string, more: unknown = nothing) {
    return html`<li class=${done ? 'done' : ''}>
      <span class="mark">${done ? icon('check') : nothing}</span>
      <div class="stack-small">
        <p>
          <strong>${title}</strong>
          <span class="hidden-text">${done ? msg('done') : msg('to do')}</span>
          <span class="soft small">${text}</span>
        </p>
        ${more}
      </div>
    </li>`;
  }

  #fields({ channel, config, secretsSet }: ChannelView, fields: ChannelField[]) {
    return html`<form
      class="stack"
      @input=${() => this.#moved()}
      @submit=${(event: SubmitEvent) => void this.#save(event, channel)}
      @invalid=${hintForBubble}
    >
      <div class="fields">
        ${fields.map((field) => this.#field(field, config[field.key] ?? '', secretsSet.includes(field.key)))}
      </div>
      ${formNotice(this.wrong)}
      <div class="row">
        <button ?disabled=${this.busy !== null} data-testid="save-channel">${msg('Save')}</button>
        ${this.saved ? html`<span role="status">${msg('Saved')}</span>` : nothing}
      </div>
    </form>`;
  }

  #field({ key, label, hint, placeholder, secret, choices }: ChannelField, value: string, isSet: boolean) {
    const again = secret ? this.again : null;
    const words = this.wrong.fields[key] ?? this.wrong.fields[`config.${key}`];
    return html`<label class="field"
      >${label}
      ${
        choices
          ? html`<select name=${key}>
              ${choices.map((each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.text}</option>`)}
            </select>`
          : html`<input
              name=${key}
              type=${secret ? 'password' : 'text'}
              autocomplete=${secret ? 'new-password' : 'off'}
              spellcheck="false"
              maxlength="500"
              ?required=${again !== null}
              placeholder=${secret && isSet && again === null ? msg('Set; type to replace it') : (placeholder ?? nothing)}
              .value=${secret ? '' : value}
              data-testid="field-${key}"
            />`
      }
      ${againHint(again)} ${words ? html`<span class="wrong">${words}</span>` : nothing}
      ${hint ? html`<span class="hint">${hint}</span>` : nothing}</label
    >`;
  }

  /** A secret is for one server, and the user there. */
  #moved(): void {
    const { form, channel: view } = this;
    if (!form || !view) return;
    const { channel, config, secretsSet } = view;
    const typed = { ...config, ...textsIn(form, channel) };
    const again = typeAgain(channelPlace(channel, config), channelPlace(channel, typed));
    this.again = secretsSet.length > 0 ? again : null;
  }

  #answers() {
    if (this.publicUrl === null) return nothing;
    const url = this.publicUrl.replace(/\/+$/, '');
    if (url === '')
      return this.#step(
        false,
        msg('Answers from phones'),
        msg('Twilio must reach this server for answers and for what became of each message.'),
        html`<p><a href="/settings">${msg('Set the public address in the settings')}</a></p>`,
      );
    return this.#step(
      true,
      msg('Answers from phones'),
      msg('Enter these two addresses at Twilio, with the method POST.'),
      html`${this.#address(msg('When a message comes in'), `${url}${inboundPath}`)}
      ${this.#address(msg('Status callback URL'), `${url}${statusPath}`)}`,
    );
  }

  #address(label: string, address: string) {
    return html`<p class="address">
      <span class="soft small">${label}</span>
      <code class="wrap">${address}</code>
      <button
        class="icon"
        type="button"
        aria-label=${msg(str`Copy: ${label}`)}
        title=${msg('Copy')}
        @click=${(event: Event) => void copied(event, address)}
      >
        ${icon('copy')}
      </button>
    </p>`;
  }

  #templates() {
    if (!this.templates) return nothing;
    const { set, of } = this.templates;
    const [have, all] = [numberText(set), numberText(of)];
    return this.#step(
      set === of,
      msg('Templates'),
      msg(
        str`${have} of ${all} are set. Outside 24 hours after somebody wrote, WhatsApp takes approved templates only.`,
      ),
      html`<p><a href="#templates">${msg('To the table of templates')}</a></p>`,
    );
  }

  #counts({ counts }: ChannelView) {
    const { queued, sent, failed, oldestQueuedMs } = counts;
    const [waits, done, lost] = [numberText(queued), numberText(sent), numberText(failed)];
    return html`<p class="soft small" data-testid="channel-counts">
      ${msg(str`Waiting: ${waits}. Sent: ${done}. Failed: ${lost}.`)}
      ${
        oldestQueuedMs === null
          ? nothing
          : msg(str`The oldest has waited for ${durationText(this.nowMs - oldestQueuedMs)}.`)
      }
    </p>`;
  }

  #actions(channel: ChannelView) {
    const complete = missingFields(channel).length === 0;
    return html`<div class="row">
        <button
          class=${channel.enabled ? '' : 'primary'}
          ?disabled=${this.busy !== null || (!complete && !channel.enabled)}
          title=${complete || channel.enabled ? nothing : msg('Fill in what is missing first')}
          data-testid="switch-channel"
          @click=${() => void this.#switch(channel)}
        >
          ${channel.enabled ? msg('Turn off') : msg('Turn on')}
        </button>
        ${
          channel.channel === 'browser'
            ? nothing
            : html`<button
                ?disabled=${this.busy !== null || !complete}
                title=${complete ? nothing : msg('Fill in what is missing first')}
                data-testid="check-channel"
                @click=${() => void this.#check(channel.channel)}
              >
                ${icon('refresh')}${this.busy === 'check' ? msg('Checking…') : msg('Check now')}
              </button>`
        }
        <button
          ?disabled=${!channel.ready}
          title=${channel.ready ? nothing : msg('Complete it and turn it on first')}
          data-testid="test-channel"
          @click=${() => this.dispatchEvent(new CustomEvent('test', { detail: channel.channel }))}
        >
          ${icon('send')}${msg('Send a test message')}
        </button>
      </div>
      <div role="status">${this.checked ? this.#findings(this.checked) : nothing}</div>`;
  }

  #findings({ problem, findings }: ChannelCheck) {
    return html`${
        problem === null
          ? html`<p class="works" data-testid="check-ok">${icon('check')}${msg('It works.')}</p>`
          : nothing
      }
      <ul class="findings">
        ${findings.map(
          ({ ok, text }) =>
            html`<li class=${ok ? 'works' : 'problem'}>
              ${icon(ok ? 'check' : 'warning')}<span>${serverText(text)}</span>
            </li>`,
        )}
      </ul>`;
  }

  async #save(event: SubmitEvent, channel: ChannelKind): Promise<void> {
    event.preventDefault();
    const { form } = this;
    if (!form) return;
    await this.#run('save', async () => {
      await channelsApi.change(channel, { config: textsIn(form, channel) });
      Object.assign(this, { saved: true, again: null });
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type="password"]')) input.value = '';
    });
  }

  #switch({ channel, enabled }: ChannelView): Promise<void> {
    return this.#run('switch', () => channelsApi.change(channel, { enabled: !enabled }));
  }

  #check(channel: ChannelKind): Promise<void> {
    return this.#run('check', async () => void (this.checked = await channelsApi.check(channel)));
  }

  async #run(what: 'save' | 'check' | 'switch', run: () => Promise<unknown>): Promise<void> {
    this.busy = what;
    Object.assign(this, { wrong: noProblem, checked: null, saved: false });
    try {
      await run();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = this.form ? formProblem(error, this.form) : { ...noProblem, problem: sentenceOf(error) };
      if (!this.form) this.checked = { problem: '', findings: [{ ok: false, text: sentenceOf(error) }] };
    } finally {
      this.busy = null;
    }
  }
}

/** An empty secret stays what it was: it never came to this page. */
function textsIn(form: HTMLFormElement, channel: ChannelKind): Record<string, string> {
  const values = new FormData(form);
  const given = channelFields(channel).map(({ key, secret }) => ({
    ...{ key, secret, value: formText(values, key).trim() },
  }));
  return Object.fromEntries(
    given.filter(({ secret, value }) => !secret || value !== '').map(({ key, value }) => [key, value]),
  );
}

const inboundPath = '/api/whatsapp/inbound';
const statusPath = '/api/whatsapp/status';

export async function copied(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  try {
    await navigator.clipboard.writeText(text);
    button.dataset['copied'] = 'yes';
  } catch {
    // Without https a page may not use the clipboard by itself: the text is selected then, for the keys.
    getSelection()?.selectAllChildren(button.parentElement ?? button);
    button.dataset['copied'] = 'selected';
  }
  setTimeout(() => button.removeAttribute('data-copied'), 1_500);
}

function stateOf(channel: ChannelView): Word {
  const { enabled, ready, problem } = channel;
  if (problem) return { text: msg('Problem'), colour: 'bad' };
  if (ready) return { text: msg('Ready'), colour: 'good' };
  const isEmpty = Object.keys(channel.config).length === 0 && channel.secretsSet.length === 0;
  if (!enabled) return { text: isEmpty ? msg('Not set up') : msg('Off'), colour: '' };
  return { text: msg('Incomplete'), colour: 'warn' };
}

function meaningOf(channel: ChannelKind): string {
  switch (channel) {
    case 'whatsapp':
      return msg('Supervisors are told on their phones, and answer there.');
    case 'email':
      return msg('To the addresses in the records of people and users.');
    case 'webhook':
      return msg('To another program, signed.');
    case 'browser':
      return msg('On open pages of this program.');
    default:
      return channel satisfies never;
  }
}
