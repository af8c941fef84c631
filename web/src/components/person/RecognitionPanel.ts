import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Person } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { Confirm } from '../Confirm.ts';
import '../Confirm.ts';
import './ConsentPanel.ts';
import './FacePanel.ts';

/** How the site knows somebody: by face, with consent and samples, or by badge alone. Fires `changed`. */
@customElement('w-recognition-panel')
export class RecognitionPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      hr {
        width: 100%;
        margin: 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) person: Person | null = null;
  @property({ type: Boolean }) edits = false;
  @property() timeZone = 'UTC';
  @state() private problem = '';
  @query('w-confirm') private confirm!: Confirm;

  override render() {
    const { person } = this;
    if (!person) return nothing;
    return html`<div class="stack">
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${person.badgeOnly ? this.#badge(person) : this.#face(person)}
      </div>
      <w-confirm></w-confirm>`;
  }

  #badge(person: Person) {
    return html`<p class="row"><span class="chip">${icon('badge')}${msg('Badge only')}</span></p>
      <p>
        ${msg(str`No face of ${person.name} is kept, and none can be: the database refuses it. They are known by their badge, and count like everybody else: in every list, in presence and in leave.`)}
      </p>
      ${
        this.edits && person.badge === null
          ? html`<p class="problem">
              ${icon('warning')}${msg('No badge number is recorded yet: nobody can tell where they are.')}
            </p>`
          : nothing
      }
      ${
        this.edits
          ? html`<div>
              <button data-testid="use-face" @click=${() => void this.#useFace(person)}>
                ${msg('Recognise by face instead')}
              </button>
            </div>`
          : nothing
      }`;
  }

  #face(person: Person) {
    const changed = () => this.#changed();
    return html`<w-consent-panel
        .person=${person}
        .edits=${this.edits}
        .timeZone=${this.timeZone}
        @changed=${changed}
      ></w-consent-panel>
      ${
        // The others are not told which samples there are.
        this.edits
          ? html`<hr />
              <w-face-panel .person=${person} .timeZone=${this.timeZone} @changed=${changed}></w-face-panel>
              <hr />
              <p class="soft small">
                ${msg('Nobody has to give their face. Who is known by badge alone has equal standing.')}
              </p>
              <div>
                <button data-testid="use-badge" @click=${() => this.#askBadge(person)}>
                  ${icon('badge')}${msg('Use a badge alone')}
                </button>
              </div>`
          : nothing
      }`;
  }

  #askBadge({ personId, name, samples, outdatedSamples }: Person): void {
    const count = samples.length + outdatedSamples.length;
    void this.confirm.ask({
      heading: msg(str`Use a badge alone for ${name}?`),
      text: msg(
        str`The samples of their face (${count}) and the consent are erased at once. They are known by their badge from then on.`,
      ),
      action: msg('Erase the face, use the badge'),
      run: async () => {
        await peopleApi.change(personId, { badgeOnly: true, confirm: true });
        this.#changed();
      },
    });
  }

  async #useFace({ personId }: Person): Promise<void> {
    this.problem = '';
    try {
      await peopleApi.change(personId, { badgeOnly: false });
      this.#changed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
