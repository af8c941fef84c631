import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { EscalationLevel, PersonView, RecipientRule } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { ruleText } from '../../policyText.ts';
import { shared } from '../../styles.ts';
import type { PersonPicker } from '../PersonPicker.ts';
import '../PersonPicker.ts';

type Group = Exclude<RecipientRule['kind'], 'person'>;

/** As many as the server takes. */
const levelsMax = 10;

/** The least that is later. */
const tenthsAfter = (minutes: number): number => Math.round((minutes + 0.1) * 10) / 10;

/** The rungs of a ladder, to change. Fires `levels` with all of them. */
@customElement('w-levels-editor')
export class LevelsEditor extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        gap: 0.5rem;
        padding: 0.7rem 0.8rem;
        background: var(--raised);
        border-radius: 8px;
      }
      li + li {
        margin-top: 0.5rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      .head input {
        width: 5.5rem;
      }
      .groups,
      .people {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1rem;
      }
      .person {
        min-height: 1.8rem;
        padding: 0.05rem 0.35rem 0.05rem 0.6rem;
        color: var(--accent);
        background: var(--accent-tint);
        border-color: transparent;
        border-radius: 99px;
        max-width: 100%;
      }
      .add {
        margin-top: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) levels: EscalationLevel[] = [];
  @property({ attribute: false }) people: PersonView[] = [];
  /** A camera has no supervisor. */
  @property({ type: Boolean }) forDevices = false;
  @property() label = '';
  @query('w-person-picker') private picker!: PersonPicker;

  override render() {
    return html`<ol aria-label=${this.label}>
        ${this.levels.map((level, index) => this.#level(level, index))}
      </ol>
      ${
        this.levels.length < levelsMax
          ? html`<button type="button" class="add" data-testid="add-level" @click=${() => this.#add()}>
              ${icon('plus')}${msg('Add a level')}
            </button>`
          : nothing
      }
      <w-person-picker></w-person-picker>`;
  }

  #level(level: EscalationLevel, index: number) {
    const number = index + 1;
    const least = index === 0 ? 0 : tenthsAfter(this.levels[index - 1]?.afterMinutes ?? 0);
    return html`<li data-testid="level-${number}">
      <div class="head">
        <strong>${msg(str`Level ${number}`)}</strong>
        <label class="row small"
          >${msg('after')}
          <input
            type="number"
            required
            min=${least}
            max="1440"
            step="0.1"
            .value=${String(level.afterMinutes)}
            data-testid="after-minutes"
            @change=${(event: Event) => {
              const minutes = Math.round((event.target as HTMLInputElement).valueAsNumber * 10) / 10;
              if (Number.isFinite(minutes)) this.#change(index, { afterMinutes: minutes });
            }}
          />${msg('min')}</label
        >
        <span class="grow"></span>
        ${
          this.levels.length > 1 || this.forDevices
            ? html`<button
                type="button"
                class="icon"
                aria-label=${msg(str`Remove level ${number}`)}
                title=${msg('Remove this level')}
                @click=${() => this.#tell(this.levels.filter((_, each) => each !== index))}
              >
                ${icon('trash')}
              </button>`
            : nothing
        }
      </div>
      <div class="groups" role="group" aria-label=${msg(str`Whom level ${number} tells`)}>
        ${this.#groups().map(({ kind, text }) => this.#group(level, index, kind, text))}
      </div>
      <div class="people">
        ${level.to.map((rule) => (rule.kind === 'person' ? this.#person(level, index, rule) : nothing))}
        <button
          type="button"
          class="person"
          data-testid="add-person"
          @click=${() => void this.#choose(level, index)}
        >
          ${icon('plus')}${msg('A person…')}
        </button>
      </div>
      <label class="check small"
        ><input
          type="checkbox"
          .checked=${level.urgent === true}
          @change=${(event: Event) => this.#change(index, { urgent: (event.target as HTMLInputElement).checked })}
        />${msg('Urgent: told in quiet hours too')}</label
      >
    </li>`;
  }

  #groups(): { kind: Group; text: string }[] {
    const ofPeople: { kind: Group; text: string }[] = [
      { kind: 'supervisor', text: msg('Direct supervisor') },
      { kind: 'superior', text: msg('The one above') },
    ];
    return [
      ...(this.forDevices ? [] : ofPeople),
      { kind: 'hr', text: msg('HR') },
      { kind: 'admins', text: msg('Administrators') },
    ];
  }

  #group({ to }: EscalationLevel, index: number, kind: Group, text: string) {
    return html`<label class="check"
      ><input
        type="checkbox"
        data-testid="to-${kind}"
        .checked=${to.some((rule) => rule.kind === kind)}
        @change=${(event: Event) => {
          const others = to.filter((rule) => rule.kind !== kind);
          const isChosen = (event.target as HTMLInputElement).checked;
          this.#change(index, { to: isChosen ? [...others, { kind }] : others });
        }}
      />${text}</label
    >`;
  }

  #person({ to }: EscalationLevel, index: number, rule: RecipientRule & { kind: 'person' }) {
    const name = ruleText(rule, (id) => this.people.find(({ personId }) => personId === id)?.name);
    return html`<button
      type="button"
      class="person"
      title=${msg('Remove')}
      aria-label=${msg(str`Do not tell ${name}`)}
      @click=${() => this.#change(index, { to: to.filter((each) => each !== rule) })}
    >
      <span class="cut">${name}</span>${icon('close')}
    </button>`;
  }

  #choose({ to }: EscalationLevel, index: number): Promise<void> {
    const groups = to.filter(({ kind }) => kind !== 'person');
    return this.picker.open({
      heading: msg(str`Whom level ${index + 1} tells`),
      text: msg('Each is told, whatever their place in the hierarchy.'),
      choices: this.people.map(({ personId, name, job }) => ({ id: personId, name, detail: job ?? '' })),
      chosen: to.flatMap((rule) => (rule.kind === 'person' ? [rule.personId] : [])),
      several: true,
      none: null,
      save: (ids) => {
        const people = ids.map((personId) => ({ kind: 'person', personId }) as const);
        return Promise.resolve(this.#change(index, { to: [...groups, ...people] }));
      },
    });
  }

  #add(): void {
    const last = this.levels.at(-1);
    const afterMinutes = last ? last.afterMinutes + 10 : 0;
    this.#tell([...this.levels, { afterMinutes, to: [{ kind: 'hr' }] }]);
  }

  #change(index: number, change: Partial<EscalationLevel>): void {
    this.#tell(this.levels.map((level, each) => (each === index ? { ...level, ...change } : level)));
  }

  #tell(detail: EscalationLevel[]): void {
    this.dispatchEvent(new CustomEvent('levels', { detail }));
  }
}
