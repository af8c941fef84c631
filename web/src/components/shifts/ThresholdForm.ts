import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaView, PersonView, TeamView, ThresholdRule } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { areasAsNested, asTree, teamsAsNested } from '../../nesting.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

type Subject = ThresholdRule['subject'];
export type ThresholdGiven = Pick<ThresholdRule, 'subject' | 'subjectId'> & Partial<ThresholdRule>;

/** How long the people of a team, of an area, or one of them may be unseen. Fires `saved`. */
@customElement('w-threshold-form')
export class ThresholdForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.6rem;
        align-items: end;
      }
      .buttons {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property({ attribute: false }) areas: readonly AreaView[] = [];
  /** Whose they are; null: to be chosen. */
  @state() private given: ThresholdGiven | null = null;
  @state() private subject: Subject = 'team';
  @state() private isOpen = false;
  @state() private wrong = noProblem;
  @state() private busy = false;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;

  async open(given: ThresholdGiven | null): Promise<void> {
    this.given = given;
    this.subject = given?.subject ?? (this.teams.length > 0 ? 'team' : 'person');
    this.wrong = noProblem;
    this.isOpen = true;
    await this.modal.open();
  }

  override render() {
    return html`<w-modal
      .heading=${msg('How long somebody may be unseen')}
      @closed=${() => (this.isOpen = false)}
    >
      ${this.isOpen ? this.#form() : nothing}
    </w-modal>`;
  }

  #form() {
    const { given } = this;
    const seconds = given?.awayAfterMs ? given.awayAfterMs / 1000 : '';
    const minutes = given?.absentAfterMs ? given.absentAfterMs / 60_000 : '';
    return html`<form
      class="stack"
      data-testid="threshold-form"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
    >
      ${given === null ? this.#subjects() : html`<p><strong>${this.#name(given)}</strong></p>`}
      <div class="pair">
        ${formField(
          this.wrong,
          'awayAfterMs',
          msg('Away after (seconds)'),
          html`<input
            type="number"
            name="awayAfterMs"
            min="10"
            max="600"
            step="any"
            value=${seconds}
            data-testid="threshold-away"
          />`,
        )}
        ${formField(
          this.wrong,
          'absentAfterMs',
          msg('Absent after (minutes)'),
          html`<input
            type="number"
            name="absentAfterMs"
            min="1"
            max="240"
            step="any"
            value=${minutes}
            data-testid="threshold-absent"
          />`,
        )}
      </div>
      <p class="soft small">${msg('What stays empty is as the next wider rule says.')}</p>
      ${formNotice(this.wrong)}
      <div class="row buttons">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-threshold">${msg('Save')}</button>
      </div>
    </form>`;
  }

  #subjects() {
    const kinds: [Subject, string][] = [
      ['team', msg('A team')],
      ['area', msg('Those who work in an area')],
      ['person', msg('One person')],
    ];
    return html`<div class="pair">
      <label class="field"
        >${msg('For')}
        <select
          data-testid="threshold-subject"
          @change=${(event: Event) => (this.subject = (event.target as HTMLSelectElement).value as Subject)}
        >
          ${kinds.map(([kind, text]) => html`<option value=${kind} ?selected=${kind === this.subject}>${text}</option>`)}
        </select></label
      >
      ${formField(
        this.wrong,
        'subjectId',
        msg('Which'),
        html`<select name="subjectId" required data-testid="threshold-which">
          <option value="">${msg('Choose')}</option>
          ${this.#choices().map(([id, name]) => html`<option value=${id}>${name}</option>`)}
        </select>`,
      )}
    </div>`;
  }

  #choices(): [string, string][] {
    const placed = (items: Parameters<typeof asTree>[0]): [string, string][] =>
      asTree(items).map(({ id, name, depth }) => [id, `${'\u00a0\u00a0'.repeat(depth)}${name}`]);
    switch (this.subject) {
      case 'team':
        return placed(teamsAsNested(this.teams));
      case 'area':
        return placed(areasAsNested(this.areas));
      case 'person':
        return this.people
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map(({ personId, name }) => [personId, name]);
      default:
        return this.subject satisfies never;
    }
  }

  #name({ subject, subjectId }: ThresholdGiven): string {
    const [person, team, area] = [
      this.people.find((each) => each.personId === subjectId)?.name,
      this.teams.find((each) => each.teamId === subjectId)?.name,
      this.areas.find((each) => each.areaId === subjectId)?.name,
    ];
    if (subject === 'team') return msg(str`The team ${team ?? '–'}`);
    return subject === 'area' ? msg(str`Those who work in ${area ?? '–'}`) : (person ?? '–');
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const ms = (name: string, unitMs: number) => {
      const text = formText(form, name);
      return text === '' ? null : Math.round(Number(text) * unitMs);
    };
    const thresholds = { awayAfterMs: ms('awayAfterMs', 1000), absentAfterMs: ms('absentAfterMs', 60_000) };
    const { subject, subjectId } = this.given ?? {
      subject: this.subject,
      subjectId: formText(form, 'subjectId'),
    };
    this.busy = true;
    this.wrong = noProblem;
    try {
      await dutyApi.setThresholds(subject, subjectId, thresholds);
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
