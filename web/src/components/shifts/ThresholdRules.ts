import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaView, PersonView, TeamView, ThresholdRule } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon, type IconName } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { dateText, durationText } from '../../time.ts';
import type { ThresholdForm } from './ThresholdForm.ts';
import './ThresholdForm.ts';

const icons: Record<ThresholdRule['subject'], IconName> = { person: 'user', team: 'team', area: 'area' };

/** How long people may be unseen, where it is not as in the whole company. Fires `changed`. */
@customElement('w-threshold-rules')
export class ThresholdRules extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      section {
        padding: 0.9rem 1.1rem 1.1rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3rem 0.75rem;
        min-height: 2.8rem;
        padding: 0.3rem 0;
        border-top: 1px solid var(--line);
      }
      .who {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        flex: 0 1 14rem;
      }
      section > p {
        margin-bottom: 0.7rem;
      }
    `,
  ];

  @property({ attribute: false }) rules: readonly ThresholdRule[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property({ attribute: false }) areas: readonly AreaView[] = [];
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @property({ type: Boolean }) opensSettings = false;
  @state() private problem = '';
  @query('w-threshold-form') private form!: ThresholdForm;

  override render() {
    return html`<section class="panel">
        <p class="soft">
          ${msg('The nearest counts: of the person, else of their team and those above it, else of the area they work in, else of the company.')}
          ${this.opensSettings ? html`<a href="/settings">${msg('Thresholds of the company')}</a>` : nothing}
        </p>
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${
          this.rules.length === 0
            ? html`<p>${msg('No team, area or person has thresholds of their own.')}</p>`
            : html`<ul data-testid="thresholds">
                ${this.rules.map((rule) => this.#rule(rule))}
              </ul>`
        }
      </section>
      ${
        this.edits
          ? html`<w-threshold-form
              .people=${this.people}
              .teams=${this.teams}
              .areas=${this.areas}
              @saved=${() => this.#changed()}
            ></w-threshold-form>`
          : nothing
      }`;
  }

  add(): Promise<void> {
    return this.form.open(null);
  }

  #rule(rule: ThresholdRule) {
    const { subject, awayAfterMs, absentAfterMs, changedBy, fromMs } = rule;
    const name = this.#name(rule);
    const told = [
      awayAfterMs === null ? '' : msg(str`away after ${durationText(awayAfterMs)}`),
      absentAfterMs === null ? '' : msg(str`absent after ${durationText(absentAfterMs)}`),
    ].filter((text) => text);
    return html`<li>
      <span class="who wrap">${icon(icons[subject])}<strong>${name}</strong></span>
      <span class="grow wrap"
        >${told.join(', ')}
        <span class="soft small">${msg(str`by ${changedBy}, ${dateText(fromMs, this.timeZone)}`)}</span></span
      >
      ${
        this.edits
          ? html`<button aria-label=${msg(str`Change ${name}`)} @click=${() => void this.form.open(rule)}>
                ${icon('edit')}${msg('Change')}
              </button>
              <button
                class="icon"
                data-testid="remove-threshold"
                aria-label=${msg(str`Remove the thresholds of ${name}`)}
                title=${msg('Remove: the wider rule counts again')}
                @click=${() => void this.#remove(rule)}
              >
                ${icon('trash')}
              </button>`
          : nothing
      }
    </li>`;
  }

  #name({ subject, subjectId }: ThresholdRule): string {
    const found = {
      person: () => this.people.find(({ personId }) => personId === subjectId)?.name,
      team: () => this.teams.find(({ teamId }) => teamId === subjectId)?.name,
      area: () => this.areas.find(({ areaId }) => areaId === subjectId)?.name,
    }[subject]();
    return found ?? msg('Somebody or something removed');
  }

  async #remove({ subject, subjectId }: ThresholdRule): Promise<void> {
    try {
      await dutyApi.setThresholds(subject, subjectId, { awayAfterMs: null, absentAfterMs: null });
      this.problem = '';
      this.#changed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
