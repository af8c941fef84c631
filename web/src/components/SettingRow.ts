import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SettingsView, SettingView } from '../../../server/wire.ts';
import { ApiError, sentenceOf } from '../api.ts';
import { settingsApi, type SettingValue } from '../api/settings.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { locales } from '../locale.ts';
import { effectText, settingText } from '../settingTexts.ts';
import { settingUnitsMs } from '../settingUnits.ts';
import { shared } from '../styles.ts';
import { momentText, numberText } from '../time.ts';

const previewAfterMs = 250;

/** One setting: what it does, what a change would do, and saving it. Fires `saved` with all settings. */
@customElement('w-setting-row')
export class SettingRow extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.5rem;
        padding: 0.85rem 0;
        border-top: 1px solid var(--line);
      }
      .main {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(11rem, 16rem);
        gap: 0.4rem 1.25rem;
        align-items: start;
      }
      .main.long {
        grid-template-columns: minmax(0, 1fr);
      }
      label {
        font-weight: 600;
      }
      .input {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      .input input:not([type='checkbox']),
      select,
      textarea {
        width: 100%;
        min-width: 0;
      }
      textarea {
        min-height: 7rem;
      }
      input[type='checkbox'] {
        width: 1.2rem;
        height: 1.2rem;
        accent-color: var(--accent);
      }
      .change {
        display: grid;
        gap: 0.6rem;
        padding: 0.7rem 0.85rem;
        background: var(--accent-tint);
        border-radius: 8px;
      }
      .change ul {
        display: grid;
        gap: 0.2rem;
      }
      .saved {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        color: var(--good);
      }
      @media (max-width: 640px) {
        .main {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) setting!: SettingView;
  @property() zone = 'UTC';
  @property({ type: Boolean }) locked = false;
  @state() private draft: SettingValue | null = null;
  @state() private effects: string[] = [];
  @state() private problem = '';
  @state() private busy = false;
  @state() private isSaved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('setting') && this.draft === this.setting.value) this.draft = null;
  }

  override render() {
    const { label, help } = settingText(this.setting.key);
    const isLong = this.setting.unit === 'longText';
    return html`<div class="main ${isLong ? 'long' : ''}">
        <div>
          <label for="input">${label}</label>
          <p class="soft" id="help">${help}</p>
          ${this.#changedBy()}
        </div>
        <div class="input">${this.#input()}</div>
      </div>
      ${this.draft === null ? nothing : this.#change()}
      ${
        this.isSaved
          ? html`<p class="saved" role="status">${icon('check')}${msg('Saved. It holds from now on.')}</p>`
          : nothing
      }`;
  }

  #changedBy() {
    const { changed } = this.setting;
    if (!changed) return nothing;
    const when = momentText(changed.changedAtMs, Date.now(), this.zone);
    return html`<p class="soft small">${msg(str`Changed by ${changed.changedBy}, ${when}`)}</p>`;
  }

  #input() {
    const { key, unit, min, max } = this.setting;
    const value = this.draft ?? this.setting.value;
    const common = `setting-${key}`;
    switch (unit) {
      case 'yesNo':
        return html`<input
          id="input"
          type="checkbox"
          aria-describedby="help"
          data-testid=${common}
          .checked=${value === true}
          ?disabled=${this.locked}
          @change=${(event: Event) => this.#edit((event.target as HTMLInputElement).checked)}
        />`;
      case 'language':
        return html`<select
          id="input"
          aria-describedby="help"
          data-testid=${common}
          ?disabled=${this.locked}
          @change=${this.#onText}
        >
          <option value="" ?selected=${value === ''}>${languageText('')}</option>
          ${Object.entries(locales).map(
            ([locale, name]) => html`<option value=${locale} ?selected=${value === locale}>${name}</option>`,
          )}
        </select>`;
      case 'longText':
        return this.#long(String(value));
      case 'text':
      case 'timeZone':
      case 'timeOfDay':
        return html`<input
            id="input"
            type=${unit === 'timeOfDay' ? 'time' : 'text'}
            aria-describedby="help"
            list=${unit === 'timeZone' ? 'zones' : nothing}
            maxlength="100"
            data-testid=${common}
            .value=${String(value)}
            ?disabled=${this.locked}
            @input=${this.#onText}
          />${unit === 'timeZone' ? zones() : nothing}`;
      case 'ms':
      case 'days':
      case 'count':
      case 'port':
      case 'characters':
        return html`<input
            id="input"
            type="number"
            aria-describedby="help unit"
            data-testid=${common}
            min=${(min ?? 0) / this.#perUnit()}
            max=${(max ?? 0) / this.#perUnit()}
            .value=${String(Number(value) / this.#perUnit())}
            ?disabled=${this.locked}
            @input=${this.#onNumber}
          /><span id="unit" class="soft">${this.#unit()}</span>`;
      default:
        unit satisfies never;
        return nothing;
    }
  }

  #long(value: string) {
    return html`<textarea
      id="input"
      maxlength="4000"
      aria-describedby="help"
      data-testid="setting-${this.setting.key}"
      .value=${value}
      ?disabled=${this.locked}
      @input=${this.#onText}
    ></textarea>`;
  }

  #perUnit(): number {
    return settingUnitsMs[this.setting.key] ?? 1;
  }

  #unit(): string {
    if (this.setting.unit === 'days') return msg('days');
    if (this.setting.unit === 'characters') return msg('characters');
    if (this.setting.unit !== 'ms') return '';
    const ms = this.#perUnit();
    if (ms === 1_000) return msg('seconds');
    return ms === 60_000 ? msg('minutes') : msg('hours');
  }

  #shown(value: SettingValue): string {
    if (typeof value === 'boolean') return value ? msg('on') : msg('off');
    if (this.setting.unit === 'language') return languageText(String(value));
    if (typeof value === 'string') return value === '' ? msg('empty') : value.slice(0, 40);
    // A port is a name in digits: nobody groups them.
    if (this.setting.unit === 'port') return String(value);
    const unit = this.#unit();
    const digits = numberText(value / this.#perUnit());
    return unit === '' ? digits : msg(str`${digits} ${unit}`);
  }

  #change() {
    const { default: normal } = this.setting;
    return html`<div class="change" data-testid="change-${this.setting.key}">
      ${
        this.effects.length > 0
          ? html`<ul>
              ${this.effects.map((text) => html`<li>${text}</li>`)}
            </ul>`
          : nothing
      }
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="row">
        <button
          class="primary"
          data-testid="save-${this.setting.key}"
          ?disabled=${this.busy || this.problem !== ''}
          @click=${() => void this.#save()}
        >
          ${msg('Save')}
        </button>
        <button @click=${() => this.#discard()}>${msg('Discard')}</button>
        ${
          normal !== null && this.draft !== normal
            ? html`<button class="plain" @click=${() => this.#edit(normal)}>
                ${msg(str`Default: ${this.#shown(normal)}`)}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  readonly #onText = (event: Event): void => this.#edit((event.target as HTMLInputElement).value);

  readonly #onNumber = (event: Event): void => {
    const { valueAsNumber } = event.target as HTMLInputElement;
    if (!Number.isNaN(valueAsNumber)) this.#edit(Math.round(valueAsNumber * this.#perUnit()));
  };

  #edit(value: SettingValue): void {
    this.isSaved = false;
    this.problem = '';
    this.draft = value === this.setting.value ? null : value;
    clearTimeout(this.#timer);
    if (this.draft !== null) this.#timer = setTimeout(() => void this.#preview(value), previewAfterMs);
  }

  async #preview(value: SettingValue): Promise<void> {
    try {
      const { effects } = await settingsApi.preview({ [this.setting.key]: value });
      if (this.draft === value) this.effects = effects.map((effect) => effectText(effect, this.zone));
    } catch (error) {
      if (this.draft !== value) return;
      this.effects = [];
      this.problem = this.#refused(error);
    }
  }

  async #save(): Promise<void> {
    if (this.draft === null) return;
    this.busy = true;
    try {
      const detail: SettingsView = await settingsApi.change({ [this.setting.key]: this.draft });
      this.#discard();
      this.isSaved = true;
      this.dispatchEvent(new CustomEvent('saved', { detail }));
    } catch (error) {
      this.problem = this.#refused(error);
    } finally {
      this.busy = false;
    }
  }

  /** By its name on the page. */
  #refused(error: unknown): string {
    const { key } = this.setting;
    const fields = error instanceof ApiError ? error.fields : {};
    const words = fields[key] ?? fields[`changes.${key}`];
    return words === undefined ? sentenceOf(error) : msg(str`${settingText(key).label}: ${words}`);
  }

  #discard(): void {
    clearTimeout(this.#timer);
    this.draft = null;
    this.effects = [];
    this.problem = '';
  }
}

const languageText = (locale: string): string =>
  Object.entries(locales).find(([known]) => known === locale)?.[1] ?? msg('As the browser asks');

const zones = () =>
  html`<datalist id="zones">
    ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
  </datalist>`;
