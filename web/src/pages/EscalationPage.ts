import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type {
  EscalationPolicy,
  NewPolicy,
  PersonSnooze,
  PoliciesView,
  Substitute,
} from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { incidentsApi, policiesApi } from '../api/incidents.ts';
import { can } from '../can.ts';
import type { MenuAction } from '../components/ActionMenu.ts';
import type { Confirm } from '../components/Confirm.ts';
import type { PolicyForm } from '../components/escalation/PolicyForm.ts';
import { icon } from '../icons.ts';
import { inOrder } from '../policyText.ts';
import { serverNowMs } from '../state.ts';
import { Page } from './Page.ts';
import '../components/Confirm.ts';
import '../components/escalation/PolicyCard.ts';
import '../components/escalation/PolicyForm.ts';
import '../components/escalation/PolicyPreview.ts';
import '../components/escalation/SnoozeList.ts';
import '../components/escalation/SubstituteList.ts';

/** Who is told when somebody is missing, in which order, and who stands in for whom. */
@customElement('w-escalation-page')
export class EscalationPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      .policies > li + li {
        border-top: 1px solid var(--line);
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
        align-items: start;
        gap: var(--gap);
      }
      .panel > .bar {
        padding: 0.7rem 1.1rem 0;
      }
    `,
  ];

  @state() private view: PoliciesView | null = null;
  @state() private substitutes: Substitute[] = [];
  @state() private snoozes: PersonSnooze[] = [];
  @state() private problem = '';
  /** Another one after each reading. */
  @state() private version = 0;
  @query('w-policy-form') private form!: PolicyForm;
  @query('w-confirm') private confirm!: Confirm;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const { view } = this;
    const { overview } = this.liveState;
    const nowMs = serverNowMs(this.liveState, Date.now());
    return html`<div class="top">
        <h1>${msg('Escalation')}</h1>
        <a class="button" href="/teams/help">${icon('help')}${msg('How it works')}</a>
        ${
          can(this.me, 'create Policy') && view
            ? html`<button class="primary" data-testid="add-policy" @click=${() => this.#add(view)}>
                ${icon('plus')}${msg('Add a policy')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="stack">
        <w-policy-preview
          class="panel"
          .overview=${overview}
          .nowMs=${nowMs}
          .version=${this.version}
        ></w-policy-preview>
        ${view ? this.#policies(view) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}
        <div class="two">
          <w-substitute-list
            class="panel"
            .substitutes=${this.substitutes}
            .overview=${overview}
            .nowMs=${nowMs}
            .adds=${can(this.me, 'create Policy')}
            .removes=${can(this.me, 'delete Policy')}
            @changed=${() => void this.#read()}
          ></w-substitute-list>
          <w-snooze-list
            id="quiet"
            class="panel"
            .snoozes=${this.snoozes}
            .overview=${overview}
            .nowMs=${nowMs}
            .ends=${can(this.me, 'update Incident')}
            @changed=${() => void this.#read()}
          ></w-snooze-list>
        </div>
      </div>
      <w-policy-form .overview=${overview} @saved=${() => void this.#read()}></w-policy-form>
      <w-confirm></w-confirm>`;
  }

  #policies(view: PoliciesView) {
    const { overview } = this.liveState;
    return html`<section class="panel" aria-labelledby="policies">
      <div class="bar"><h2 id="policies">${msg('Who is told when')}</h2></div>
      <ul class="policies" data-testid="policies">
        ${
          view.isDefault
            ? html`<li data-testid="policy-default">
                <w-policy-card
                  isDefault
                  .policy=${view.default}
                  .overview=${overview}
                  .actions=${this.#defaultActions(view)}
                ></w-policy-card>
              </li>`
            : nothing
        }
        ${inOrder(view.policies).map(
          (policy) =>
            html`<li data-testid="policy-${policy.policyId}">
              <w-policy-card
                .policy=${policy}
                .overview=${overview}
                .actions=${this.#actions(policy)}
              ></w-policy-card>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #defaultActions(view: PoliciesView): MenuAction[] {
    if (!can(this.me, 'create Policy')) return [];
    const draft = { ...view.default, name: msg('Our company') };
    return [{ id: 'edit', text: msg('Change'), icon: 'edit', run: () => void this.#open(null, draft) }];
  }

  #actions(policy: EscalationPolicy): MenuAction[] {
    const { policyId, ...draft } = policy;
    return [
      ...(can(this.me, 'update Policy')
        ? [
            {
              ...({ id: 'edit', text: msg('Change'), icon: 'edit' } as const),
              run: () => void this.#open(policyId, draft),
            },
          ]
        : []),
      ...(can(this.me, 'delete Policy')
        ? [
            {
              ...({ id: 'delete', text: msg('Delete'), icon: 'trash', danger: true } as const),
              run: () => this.#remove(policy),
            },
          ]
        : []),
    ];
  }

  /** For the first team or area without one of its own; it begins as the company's is. */
  #add(view: PoliciesView): void {
    const company = view.policies.find(({ subject }) => subject === 'company') ?? view.default;
    const { teams = [], areas = [] } = this.liveState.overview ?? {};
    const has = (kind: string, id: string) =>
      view.policies.some(({ subject, subjectId }) => subject === kind && subjectId === id);
    const team = teams.find(({ teamId }) => !has('team', teamId));
    const area = areas.find(({ areaId }) => !has('area', areaId));
    const place: Pick<NewPolicy, 'subject' | 'subjectId'> = team
      ? { subject: 'team', subjectId: team.teamId }
      : area
        ? { subject: 'area', subjectId: area.areaId }
        : { subject: 'company', subjectId: null };
    const { levels, deviceLevels, quietHours, groupDelayMs, digestFrom, tellsResolved } = company;
    const rest = { levels, deviceLevels, quietHours, groupDelayMs, digestFrom, tellsResolved };
    void this.#open(null, { name: '', ...place, ...rest });
  }

  #open(policyId: string | null, draft: NewPolicy): Promise<void> {
    return this.form.open({ policyId, draft, taken: this.view?.policies ?? [] });
  }

  #remove({ policyId, name, subject }: EscalationPolicy): void {
    void this.confirm.ask({
      heading: msg(str`Delete the policy ${name}?`),
      text:
        subject === 'company'
          ? msg('The one as delivered holds then. What runs goes on by it from its next level.')
          : msg('The next wider one holds then. What runs goes on by it from its next level.'),
      action: msg('Delete policy'),
      run: async () => {
        await policiesApi.remove(policyId);
        await this.#read();
      },
    });
  }

  async #read(): Promise<void> {
    try {
      const [view, substitutes, snoozes] = await Promise.all([
        policiesApi.policies(),
        policiesApi.substitutes(),
        can(this.me, 'read Incident') ? incidentsApi.snoozes() : [],
      ]);
      Object.assign(this, { view, substitutes, snoozes, problem: '', version: this.version + 1 });
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
