import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EmployeeRules } from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { shared } from '../../styles.ts';
import { momentText } from '../../time.ts';
import { employeeStyles } from './employeeStyles.ts';

/** When it runs, who goes, and what stops it. Fires `changed`. */
@customElement('w-employee-rules')
export class RulesForm extends LitElement {
  static override styles = [shared, controls, employeeStyles];

  @property({ attribute: false }) rules: EmployeeRules | null = null;
  @property({ attribute: false }) nextAtMs: number | null = null;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @state() private busy = false;
  @state() private saved = false;
  @state() private wrong = noProblem;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const { rules } = this;
    if (!rules) return nothing;
    return html`<div class="head">
        <div class="grow">
          <h2>${msg('Rules')}</h2>
          <p class="soft small" data-testid="next-run">${this.#next(rules)}</p>
        </div>
      </div>
      <form
        class="stack"
        @input=${() => (this.saved = false)}
        @submit=${(event: SubmitEvent) => void this.#save(event)}
      >
        <div class="fields">${this.#when(rules)} ${this.#who(rules)}</div>
        <fieldset>
          <legend>${msg('What stops a run')}</legend>
          <p class="soft small">
            ${msg('Then nobody is changed, and the bell tells. A person may look at the plan and let it run in spite of it.')}
          </p>
          <div class="fields">${this.#limits(rules)}</div>
        </fieldset>
        ${formNotice(this.wrong)}
        ${
          this.edits
            ? html`<div class="row">
                <button
                  data-testid="save-rules"
                  ?disabled=${this.busy}
                  title=${this.busy ? msg('One moment') : nothing}
                >
                  ${msg('Save')}
                </button>
                <span role="status">${this.saved ? msg('Saved') : nothing}</span>
              </div>`
            : nothing
        }
      </form>`;
  }

  #next({ runAt }: EmployeeRules): string {
    if (runAt === '') return msg('It runs by hand only. Choose a time for every day.');
    if (this.nextAtMs === null) return msg('It runs once the list of who works here is set up.');
    return msg(str`It runs next ${momentText(this.nextAtMs, this.nowMs, this.timeZone)}.`);
  }

  #when({ runAt }: EmployeeRules) {
    return formField(
      this.wrong,
      'runAt',
      msg('Every day at'),
      html`<input
          type="time"
          name="runAt"
          .value=${runAt}
          ?disabled=${!this.edits}
          data-testid="run-at"
        /><span class="hint">${msg('Empty: by hand only.')}</span>`,
    );
  }

  #who({ missing, missingDays, inBoth }: EmployeeRules) {
    return html`${this.#choice('missing', msg('Who is not in the list any more'), missing, [
      { value: 'leave', text: msg('Is left alone') },
      { value: 'deactivate', text: msg('Is deactivated') },
    ])}
    ${this.#number('missingDays', msg('After so many days with a run'), missingDays, 1, 60)}
    ${this.#choice('inBoth', msg('Who is in both lists'), inBoth, [
      { value: 'leave', text: msg('Is left alone') },
      { value: 'deactivate', text: msg('Is deactivated') },
    ])}`;
  }

  #limits({ shortPercent, mostPercent, mostPeople }: EmployeeRules) {
    return html`${this.#number('shortPercent', msg('A list shorter than this share of the last one, in percent'), shortPercent, 1, 100)}
    ${this.#number('mostPercent', msg('More people to deactivate than this share, in percent'), mostPercent, 0, 100)}
    ${this.#number('mostPeople', msg('And more than so many people'), mostPeople, 1, 1000)}`;
  }

  #number(name: string, label: string, value: number, min: number, max: number) {
    const input = html`<input
      type="number"
      name=${name}
      min=${min}
      max=${max}
      required
      .value=${String(value)}
      ?disabled=${!this.edits}
      data-testid=${name}
    />`;
    return formField(this.wrong, name, label, input);
  }

  #choice(name: string, label: string, value: string, choices: { value: string; text: string }[]) {
    const options = choices.map(
      (each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.text}</option>`,
    );
    const select = html`<select name=${name} ?disabled=${!this.edits} data-testid=${name}>
      ${options}
    </select>`;
    return formField(this.wrong, name, label, select);
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const { form } = this;
    Object.assign(this, { busy: true, wrong: noProblem, saved: false });
    try {
      await employeesApi.putRules(rulesIn(form));
      this.saved = true;
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = false;
    }
  }
}

function rulesIn(form: HTMLFormElement): EmployeeRules {
  const values = new FormData(form);
  const text = (name: string): string => formText(values, name);
  return {
    runAt: text('runAt'),
    missing: text('missing') === 'deactivate' ? 'deactivate' : 'leave',
    missingDays: Number(text('missingDays')),
    inBoth: text('inBoth') === 'deactivate' ? 'deactivate' : 'leave',
    shortPercent: Number(text('shortPercent')),
    mostPercent: Number(text('mostPercent')),
    mostPeople: Number(text('mostPeople')),
  };
}
