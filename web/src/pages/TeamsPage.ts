import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Hierarchy, HierarchyPerson, TeamView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { teamsApi } from '../api/teams.ts';
import { can } from '../can.ts';
import type { MenuAction } from '../components/ActionMenu.ts';
import type { Confirm } from '../components/Confirm.ts';
import type { Reporting } from '../components/HierarchyTree.ts';
import type { PersonPicker } from '../components/PersonPicker.ts';
import type { TeamForm } from '../components/TeamForm.ts';
import { controls } from '../controls.ts';
import type { GapFix } from '../gapText.ts';
import { icon } from '../icons.ts';
import { page, shared } from '../styles.ts';
import { numberText } from '../time.ts';
import { findNested, idsWithin, nest } from '../tree.ts';
import { Page } from './Page.ts';
import { teamsPageStyles } from './teamsPageStyles.ts';
import '../components/Confirm.ts';
import '../components/HierarchyGaps.ts';
import '../components/HierarchyTree.ts';
import '../components/PersonPicker.ts';
import '../components/TeamForm.ts';
import '../components/TeamList.ts';

const byTeam = { id: (team: TeamView) => team.teamId, parent: (team: TeamView) => team.parentId };
const bySupervisor = {
  id: (person: HierarchyPerson) => person.personId,
  parent: (person: HierarchyPerson) => person.supervisorId,
};
/** The last change, told, and how to take it back. */
type Done = { sentence: string; undo: () => Promise<unknown> };

/** Teams, and who leads whom. */
@customElement('w-teams-page')
export class TeamsPage extends Page {
  static override styles = [shared, controls, page, teamsPageStyles];

  @state() private hierarchy: Hierarchy | null = null;
  @state() private problem = '';
  @state() private search = '';
  @state() private done: Done | null = null;
  @query('w-team-form') private form!: TeamForm;
  @query('w-confirm') private confirm!: Confirm;
  @query('w-person-picker') private picker!: PersonPicker;
  #known = '';

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('liveState') && this.#news() !== this.#known) void this.#load();
  }

  override render() {
    const { hierarchy } = this;
    return html`<div class="top">
        <h1>${msg('Teams and hierarchy')}</h1>
        <a class="button" href="/teams/help">${icon('help')}${msg('What it is for')}</a>
        ${
          can(this.me, 'create Team')
            ? html`<button class="primary" data-testid="add-team" @click=${() => this.#edit(null)}>
                ${icon('plus')}${msg('Add team')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${
        hierarchy
          ? this.#content(hierarchy)
          : this.problem
            ? nothing
            : html`<p class="soft" role="status">${msg('Loading…')}</p>`
      }
      ${
        this.#mayChange
          ? html`<w-team-form @saved=${() => void this.#load()}></w-team-form><w-confirm></w-confirm
              ><w-person-picker></w-person-picker>`
          : nothing
      }`;
  }

  #content(hierarchy: Hierarchy) {
    return html`<div class="stack">
      <w-hierarchy-gaps
        .hierarchy=${hierarchy}
        ?mayChange=${this.#mayChange}
        @fix=${(event: CustomEvent<GapFix>) => this.#fix(event.detail)}
      ></w-hierarchy-gaps>
      ${this.#undoBar()}
      <div class="columns">${this.#people(hierarchy)} ${this.#teams(hierarchy)}</div>
    </div>`;
  }

  #undoBar() {
    const { done } = this;
    return html`<div role="status">
      ${
        done
          ? html`<p class="done">
              <span class="grow wrap">${done.sentence}</span>
              <button data-testid="undo" @click=${() => void this.#undo(done)}>
                ${icon('undo')}${msg('Undo')}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #people(hierarchy: Hierarchy) {
    if (!can(this.me, 'read Person')) return nothing;
    // Who left is of interest only while somebody still reports to them.
    const leads = new Set(hierarchy.people.map(({ supervisorId }) => supervisorId));
    const people = hierarchy.people.filter(
      ({ deactivated, personId }) => !deactivated || leads.has(personId),
    );
    return html`<section class="panel people" aria-labelledby="people">
      <div class="bar">
        <h2 id="people" class="grow">${msg('Who leads whom')}</h2>
        <input
          type="search"
          aria-label=${msg('Search people')}
          placeholder=${msg('Search people')}
          data-testid="search-people"
          @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
        />
      </div>
      ${
        people.length > 0
          ? html`${
                this.#mayChange
                  ? html`<p class="hint small">
                      ${msg('Drag a person onto the one who leads them, or use the menu beside the name.')}
                    </p>`
                  : nothing
              }<w-hierarchy-tree
                .tree=${nest(people, bySupervisor)}
                .teams=${hierarchy.teams}
                .search=${this.search}
                .actions=${this.#mayChange ? (person: HierarchyPerson) => this.#personActions(person) : null}
                @report=${(event: CustomEvent<Reporting>) => void this.#report(event.detail)}
              ></w-hierarchy-tree>`
          : html`<p class="empty">
              ${icon('people')}${msg('Nobody is here yet. People appear once they are added on the People page.')}
            </p>`
      }
    </section>`;
  }

  #teams({ teams, people }: Hierarchy) {
    return html`<section class="panel" aria-labelledby="teams">
      <div class="bar"><h2 id="teams">${msg('Teams')}</h2></div>
      ${
        teams.length > 0
          ? html`<w-team-list
              .tree=${nest(teams, byTeam)}
              .people=${people}
              .actions=${this.#mayChange ? (team: TeamView) => this.#teamActions(team) : null}
            ></w-team-list>`
          : html`<p class="empty">
              ${icon('team')}${msg('No team yet. A team gives its people a lead without naming one for each.')}
            </p>`
      }
    </section>`;
  }

  get #mayChange(): boolean {
    return can(this.me, 'update Team') && can(this.me, 'update Person');
  }

  #personActions(person: HierarchyPerson): MenuAction[] {
    const asTeam: MenuAction = {
      ...{ id: 'as-team', text: msg('Led as the team says'), icon: 'team' },
      run: () => void this.#report({ personId: person.personId, supervisorId: null }),
    };
    return [
      { id: 'report', text: msg('Report to…'), icon: 'user', run: () => void this.#chooseSupervisor(person) },
      ...(person.named ? [asTeam] : []),
      { id: 'team', text: msg('Choose a team…'), icon: 'users', run: () => void this.#chooseTeam(person) },
    ];
  }

  #teamActions(team: TeamView): MenuAction[] {
    return [
      { id: 'edit', text: msg('Change'), icon: 'edit', run: () => this.#edit(team) },
      { id: 'delete', text: msg('Delete'), icon: 'trash', danger: true, run: () => void this.#remove(team) },
    ];
  }

  #edit(team: TeamView | null): void {
    const { teams = [], people = [] } = this.hierarchy ?? {};
    void this.form.open({ team, tree: nest(teams, byTeam), people });
  }

  #chooseSupervisor(person: HierarchyPerson): Promise<void> {
    const people = this.hierarchy?.people ?? [];
    const own = findNested(nest(people, bySupervisor), person.personId);
    const below = new Set(own ? idsWithin(own) : []);
    // In a circle everybody is below everybody: then each may be chosen, and the server refuses a new circle.
    const inCircle = person.supervisorId !== null && below.has(person.supervisorId);
    const fits = ({ personId, deactivated }: HierarchyPerson): boolean =>
      !deactivated && personId !== person.personId && (inCircle || !below.has(personId));
    return this.picker.open({
      heading: msg(str`Who leads ${person.name}?`),
      text: msg('They see where this person is, and are told first when somebody is missing.'),
      choices: people
        .filter(fits)
        .map(({ personId, name, job }) => ({ id: personId, name, detail: job ?? '' })),
      chosen: person.named && person.supervisorId !== null ? [person.supervisorId] : [],
      several: false,
      none: msg('As the team says'),
      save: ([supervisorId = null]) => this.#setSupervisor({ personId: person.personId, supervisorId }),
    });
  }

  #chooseTeam(person: HierarchyPerson): Promise<void> {
    const { teams = [] } = this.hierarchy ?? {};
    return this.picker.open({
      heading: msg(str`Team of ${person.name}`),
      text: msg('The lead of the team leads everybody whose own record names nobody else.'),
      choices: teams.map(({ teamId, name }) => ({ id: teamId, name, detail: '' })),
      chosen: person.teamId === null ? [] : [person.teamId],
      several: false,
      none: msg('No team'),
      save: async ([teamId = null]) => {
        await teamsApi.setTeam(person.personId, teamId);
        const undo = () => teamsApi.setTeam(person.personId, person.teamId);
        await this.#tell({ sentence: msg(str`The team of ${person.name} was changed.`), undo });
      },
    });
  }

  #remove(team: TeamView): Promise<void> {
    const { teams = [], people = [] } = this.hierarchy ?? {};
    const inside = teams.filter(({ parentId }) => parentId === team.teamId).length;
    const members = people.filter(({ teamId }) => teamId === team.teamId).length;
    const above = teams.find(({ teamId }) => teamId === team.parentId)?.name;
    const counts = msg(str`People in it: ${numberText(members)}. Teams in it: ${numberText(inside)}.`);
    const text =
      above === undefined ? msg('They belong to no team then.') : msg(str`They belong to ${above} then.`);
    return this.confirm.ask({
      heading: msg(str`Delete the team ${team.name}?`),
      text: `${counts} ${text}`,
      action: msg('Delete team'),
      run: () => teamsApi.removeTeam(team.teamId).then(() => this.#load()),
    });
  }

  #fix({ person: personId, team: teamId }: GapFix): void {
    const person = this.hierarchy?.people.find((each) => each.personId === personId);
    const team = this.hierarchy?.teams.find((each) => each.teamId === teamId);
    if (person) void this.#chooseSupervisor(person);
    else if (team) this.#edit(team);
  }

  async #report(reporting: Reporting): Promise<void> {
    try {
      await this.#setSupervisor(reporting);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #setSupervisor({ personId, supervisorId }: Reporting): Promise<void> {
    const people = this.hierarchy?.people ?? [];
    const before = people.find((each) => each.personId === personId);
    await teamsApi.setSupervisor(personId, supervisorId);
    const name = before?.name ?? '';
    const above = people.find((each) => each.personId === supervisorId)?.name;
    const earlier = before?.named ? before.supervisorId : null;
    await this.#tell({
      sentence:
        above === undefined
          ? msg(str`${name} is led as the team says.`)
          : msg(str`${name} reports to ${above} now.`),
      undo: () => teamsApi.setSupervisor(personId, earlier),
    });
  }

  async #tell(done: Done): Promise<void> {
    await this.#load();
    this.done = done;
  }

  async #undo(done: Done): Promise<void> {
    try {
      await done.undo();
      this.done = null;
      await this.#load();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  /** What makes the page another: teams, and who is in which. */
  #news(): string {
    const { teams = [], people = [] } = this.liveState.overview ?? {};
    return JSON.stringify([teams, people.map(({ name, teamId, job }) => [name, teamId, job])]);
  }

  async #load(): Promise<void> {
    this.#known = this.#news();
    try {
      this.hierarchy = await teamsApi.hierarchy();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
