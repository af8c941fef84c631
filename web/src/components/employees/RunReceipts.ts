import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DevicePersonView, EmployeeReceipts } from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import type { Word } from '../../incidentText.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { momentText, numberText } from '../../time.ts';

/** What terminals say by themselves changes while one looks. */
const askEveryMs = 5_000;

/** Of everybody whom a run deactivated: whether each terminal confirmed that they are gone from it. */
@customElement('w-run-receipts')
export class RunReceipts extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.5rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.3rem 0.7rem;
        padding: 0.4rem 0;
        border-top: 1px solid var(--line);
      }
      li > .grow {
        flex: 1 1 12rem;
      }
      .terminals {
        display: grid;
        gap: 0.25rem;
        flex: 2 1 16rem;
      }
    `,
  ];

  @property() runId = '';
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @state() private receipts: EmployeeReceipts[] | null = null;
  @state() private problem = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#timer = setInterval(() => document.hidden || void this.#load(), askEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { receipts, problem } = this;
    if (problem) return html`<p class="problem" role="alert">${icon('warning')}${problem}</p>`;
    if (!receipts || receipts.length === 0) return nothing;
    const all = receipts.flatMap(({ terminals }) => terminals);
    const confirmed = all.filter(isConfirmed).length;
    return html`<h3>${msg('Deleted from the terminals')}</h3>
      <p class="soft small" data-testid="receipt-sum">
        ${
          all.length === 0
            ? msg('No terminal is connected here, so there is none to delete anybody from.')
            : msg(str`${numberText(confirmed)} of ${numberText(all.length)} confirmed.`)
        }
      </p>
      ${
        all.length === 0
          ? nothing
          : html`<ul>
              ${receipts.map((each) => this.#person(each))}
            </ul>`
      }`;
  }

  #person({ name, code, terminals }: EmployeeReceipts) {
    return html`<li data-testid="receipt">
      <span class="grow wrap"><strong>${name}</strong> <span class="soft small">${code}</span></span>
      <div class="terminals">${terminals.map((terminal) => this.#terminal(terminal))}</div>
    </li>`;
  }

  #terminal(terminal: DevicePersonView) {
    const { text, colour } = this.#word(terminal);
    return html`<span class="wrap"
      ><span class="chip ${colour}">${text}</span> ${terminal.device}
      ${terminal.problem ? html`<span class="soft small">${serverText(terminal.problem)}</span>` : nothing}</span
    >`;
  }

  #word(terminal: DevicePersonView): Word {
    const { state: how, confirmedAtMs } = terminal;
    if (isConfirmed(terminal))
      return {
        text: msg(str`Gone, confirmed ${momentText(confirmedAtMs ?? 0, this.nowMs, this.timeZone)}`),
        colour: 'good',
      };
    if (terminal.wanted === 'there') return { text: msg('Works here again'), colour: '' };
    return how === 'failed'
      ? { text: msg('Not deleted'), colour: 'bad' }
      : { text: msg('Waiting'), colour: 'warn' };
  }

  async #load(): Promise<void> {
    try {
      this.receipts = await employeesApi.receipts(this.runId);
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}

const isConfirmed = ({ wanted, state: how, confirmedAtMs }: DevicePersonView): boolean =>
  wanted === 'gone' && how === 'done' && confirmedAtMs !== null;
