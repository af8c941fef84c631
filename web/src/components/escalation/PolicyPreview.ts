import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Overview, PolicyPreview as Preview } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { policiesApi } from '../../api/incidents.ts';
import { controls } from '../../controls.ts';
import { channelIcons, channelText } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { momentText } from '../../time.ts';
import type { PersonPicker } from '../PersonPicker.ts';
import '../PersonPicker.ts';

/** Who would be told when, by which channel, were one person absent from now on. */
@customElement('w-policy-preview')
export class PolicyPreview extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.8rem;
      }
      .head .grow {
        flex: 1 1 16rem;
      }
      ol {
        display: grid;
        gap: 0.5rem;
        margin-top: 0.8rem;
      }
      li.step {
        display: grid;
        grid-template-columns: 4.5rem minmax(0, 1fr);
        gap: 0.2rem 0.9rem;
        padding: 0.55rem 0.8rem;
        background: var(--raised);
        border-radius: 8px;
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 0.6rem;
      }
      .channel {
        display: inline-flex;
        align-items: center;
        gap: 0.3rem;
      }
      .gap {
        color: var(--warn);
      }
      .sentence {
        margin-top: 0.7rem;
      }
    `,
  ];

  @property({ attribute: false }) overview: Overview | null = null;
  @property({ type: Number }) nowMs = 0;
  /** Changes with what the preview stands on: it is asked again then. */
  @property({ attribute: false }) version: unknown = null;
  @state() private personId: string | null = null;
  @state() private preview: Preview | null = null;
  @state() private problem = '';
  @query('w-person-picker') private picker!: PersonPicker;

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('version') && changed.get('version') !== undefined) void this.#ask();
  }

  override render() {
    const { preview } = this;
    const name = this.overview?.people.find(({ personId }) => personId === this.personId)?.name;
    return html`<div class="head">
        <div class="grow">
          <h2>${msg('What would happen?')}</h2>
          <p class="soft small">
            ${msg('Choose somebody, and see who would be told if they were absent from now on.')}
          </p>
        </div>
        <button data-testid="preview-choose" aria-haspopup="dialog" @click=${() => void this.#choose()}>
          ${icon('user')}${name ?? msg('Choose a person')}
        </button>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${preview ? this.#steps(preview) : nothing}
      <w-person-picker></w-person-picker>`;
  }

  #steps({ sentence, steps, policyName }: Preview) {
    return html`<div role="status" data-testid="preview">
      <p class="sentence wrap">${serverText(sentence)}</p>
      <p class="soft small">${msg(str`By the policy “${policyName}”.`)}</p>
      <ol>
        ${steps.map((step) => this.#step(step))}
      </ol>
    </div>`;
  }

  #step({ level, atMs, recipients, problem }: Preview['steps'][number]) {
    const zone = this.overview?.timeZone ?? 'UTC';
    return html`<li class="step">
      <span
        ><strong>${momentText(atMs, this.nowMs, zone)}</strong><br /><span class="soft small"
          >${msg(str`Level ${level}`)}</span
        ></span
      >
      <div>
        ${recipients.map(
          ({ name, channel, note }) =>
            html`<p class="who">
                <strong class="wrap">${name}</strong>
                ${
                  channel
                    ? html`<span class="channel small"
                        >${icon(channelIcons[channel])}${channelText(channel)}</span
                      >`
                    : html`<span class="chip warn" title=${msg('No channel is set up that reaches them')}
                        >${msg('only the bell of this page')}</span
                      >`
                }
              </p>
              ${note ? html`<p class="soft small wrap">${serverText(note)}</p>` : nothing}`,
        )}
        ${problem ? html`<p class="gap wrap">${serverText(problem)}</p>` : nothing}
      </div>
    </li>`;
  }

  #choose(): Promise<void> {
    return this.picker.open({
      heading: msg('Who would be absent?'),
      text: msg('Nothing is sent: this only shows what would be.'),
      choices: (this.overview?.people ?? []).map(({ personId, name, job }) => ({
        ...{ id: personId, name, detail: job ?? '' },
      })),
      chosen: this.personId === null ? [] : [this.personId],
      several: false,
      none: null,
      save: ([personId]) => {
        this.personId = personId ?? null;
        return this.#ask();
      },
    });
  }

  async #ask(): Promise<void> {
    if (this.personId === null) return;
    try {
      this.preview = await policiesApi.preview({ subject: 'person', subjectId: this.personId });
      this.problem = '';
    } catch (error) {
      this.preview = null;
      this.problem = sentenceOf(error);
    }
  }
}
