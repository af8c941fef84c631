import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceCommandView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { controls } from '../../controls.ts';
import { commandStateWord, commandWord } from '../../devices/deviceCommandWords.ts';
import { icon } from '../../icons.ts';
import type { Live } from '../../live.ts';
import { Rereading } from '../../Rereading.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText, numberText } from '../../time.ts';

const shownMost = 50;

/** What a terminal that calls is to do, and what became of it: what waits or failed first. */
@customElement('w-device-commands')
export class DeviceCommands extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3rem 0.9rem;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      .what {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) live: Live | null = null;
  @property() deviceId = '';
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @state() private commands: DeviceCommandView[] | null = null;
  @state() private problem = '';
  readonly #reading = new Rereading(this, () => this.#read());

  override render() {
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    const { commands } = this;
    if (!commands) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (commands.length === 0) return html`<p class="soft">${msg('It was told nothing yet.')}</p>`;
    const open = commands.filter(({ state }) => state !== 'done');
    const done = commands.filter(({ state }) => state === 'done');
    const all = [...open, ...done];
    const more = all.length - shownMost;
    return html`<ul data-testid="commands">
        ${all.slice(0, shownMost).map((each) => this.#command(each))}
      </ul>
      ${more > 0 ? html`<p class="soft small">${msg(str`And ${numberText(more)} more.`)}</p>` : nothing}`;
  }

  /** Something was asked of it. */
  readAgain(): void {
    this.#reading.now();
  }

  #command(command: DeviceCommandView) {
    const { commandId, state, tries, answer, createdAtMs, endedAtMs } = command;
    const { text, colour } = commandStateWord(state);
    const atMs = endedAtMs ?? createdAtMs;
    return html`<li data-testid="command-${commandId}">
      <div class="what">
        ${commandWord(command)}
        ${answer && state === 'failed' ? html`<p class="small wrong">${serverText(answer)}</p>` : nothing}
      </div>
      ${tries > 1 ? html`<span class="soft small">${msg(str`Tried ${numberText(tries)} times`)}</span>` : nothing}
      <span class="soft small" title=${exactText(atMs, this.timeZone)}
        >${momentText(atMs, this.nowMs, this.timeZone)}</span
      >
      <span class="chip ${colour}">${text}</span>
    </li>`;
  }

  async #read(): Promise<void> {
    try {
      this.commands = await devicesApi.commands(this.deviceId);
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
