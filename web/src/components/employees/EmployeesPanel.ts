import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EmployeeMaster } from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { kindText, outcomeText } from '../../employeeTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { momentText } from '../../time.ts';

/** In the settings: whether employees come from lists, how the last run went, and the way to all of it. */
@customElement('w-employees-panel')
export class EmployeesPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.7rem;
        justify-items: start;
      }
    `,
  ];

  @property() zone = 'UTC';
  @state() private master: EmployeeMaster | null = null;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    employeesApi.master().then(
      (master) => (this.master = master),
      (error: unknown) => (this.problem = sentenceOf(error)),
    );
  }

  override render() {
    return html`<p class="soft">
        ${msg('People are added, changed and deactivated by lists of yours: files in a folder, a database, or an HR system.')}
      </p>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.master ? this.#state(this.master) : nothing}
      <a class="button" href="/settings/employees" data-testid="open-employees"
        >${icon('users')}${msg('Employee master')}</a
      >`;
  }

  #state({ sources, runs, nextAtMs }: EmployeeMaster) {
    const nowMs = Date.now();
    const last = runs.find(({ dryRun }) => !dryRun);
    const word = last ? outcomeText(last) : null;
    return html`<p class="wrap">
      ${sources.active ? kindText(sources.active.source.kind) : msg('Not set up.')}
      ${
        last && word
          ? html`<span class="chip ${word.colour}">${word.text}</span>
              <span class="soft small">${momentText(last.startedAtMs, nowMs, this.zone)}</span>`
          : nothing
      }
      ${
        nextAtMs === null
          ? nothing
          : html`<span class="soft small">${msg(str`Next: ${momentText(nextAtMs, nowMs, this.zone)}`)}</span>`
      }
    </p>`;
  }
}
