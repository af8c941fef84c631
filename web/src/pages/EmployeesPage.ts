import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { EmployeeMaster } from '../../../server/wire.ts';
import { employeesApi } from '../api/employees.ts';
import { sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import { icon } from '../icons.ts';
import { serverNowMs } from '../state.ts';
import { Page } from './Page.ts';
import '../components/employees/RulesForm.ts';
import '../components/employees/RunList.ts';
import '../components/employees/SourceCard.ts';

const askEveryMs = 10_000;
/** While one is at work. */
const askSoonMs = 700;

/** The employee master: two lists, by which rules they are followed, and what came of it. */
@customElement('w-employees-page')
export class EmployeesPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        max-width: 64rem;
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.3rem;
        margin-bottom: 0.75rem;
        font-size: 0.9rem;
      }
    `,
  ];

  @state() private master: EmployeeMaster | null = null;
  @state() private problem = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastOutcome = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    return html`${
        can(this.me, 'read Settings')
          ? html`<a class="back" href="/settings">${icon('back')}${msg('Settings')}</a>`
          : nothing
      }
      <div class="top"><h1>${msg('Employee master')}</h1></div>
      <div class="stack">
        <p class="soft">
          ${msg('Who works here comes from a list of yours, every day, and who left from another. The employee code says who is who. A list that is suspiciously short changes nobody.')}
        </p>
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${this.master ? this.#parts(this.master) : html`<p class="soft" role="status">${msg('Loading…')}</p>`}
      </div>`;
  }

  #parts({ sources, rules, kinds, nextAtMs, runs }: EmployeeMaster) {
    const nowMs = serverNowMs(this.liveState, Date.now());
    const zone = this.liveState.overview?.timeZone ?? 'UTC';
    const edits = can(this.me, 'update EmployeeSource');
    const changed = () => void this.#read();
    return html`${(['active', 'terminated'] as const).map(
        (which) =>
          html`<w-source-card
            class="panel"
            .which=${which}
            .source=${sources[which]}
            .kinds=${kinds}
            .timeZone=${zone}
            .edits=${edits}
            @changed=${changed}
          ></w-source-card>`,
      )}
      <w-employee-rules
        class="panel"
        .rules=${rules}
        .nextAtMs=${nextAtMs}
        .nowMs=${nowMs}
        .timeZone=${zone}
        .edits=${edits}
        @changed=${changed}
      ></w-employee-rules>
      <w-run-list
        class="panel"
        .runs=${runs}
        .nowMs=${nowMs}
        .timeZone=${zone}
        .company=${this.liveState.overview?.company ?? ''}
        .edits=${edits}
        .canRun=${sources.active !== null}
        .opensPeople=${can(this.me, 'read Presence')}
        @changed=${changed}
      ></w-run-list>`;
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.master = await employeesApi.master();
      this.problem = '';
      this.#tell(this.master);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    if (!this.isConnected) return;
    const isRunning = this.master?.runs.some(({ outcome }) => outcome === 'running') ?? false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), isRunning ? askSoonMs : askEveryMs);
  }

  /** The bar above the page asks again when a run ended otherwise than the one before. */
  #tell({ runs }: EmployeeMaster): void {
    const outcome = runs.find((run) => !run.dryRun)?.outcome ?? '';
    if (this.#lastOutcome !== '' && outcome !== this.#lastOutcome)
      dispatchEvent(new Event('problemschanged'));
    this.#lastOutcome = outcome;
  }
}
