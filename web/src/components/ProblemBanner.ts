import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me, ProblemView } from '../../../server/wire.ts';
import { channelsApi } from '../api/channels.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import type { Route } from '../router.ts';
import { serverText } from '../serverText.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';

/** What is wrong stays wrong for a while; mended, it should go soon. */
const askEveryMs = 30_000;
const storedAt = 'whereabouts.problemsHidden';

/** What keeps messages from arriving, above every page of an administrator. Put away, a problem stays so until the browser's tab is closed. */
@customElement('w-problem-banner')
export class ProblemBanner extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        flex: none;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding: 0.35rem 0.875rem;
        color: var(--warn);
        background: var(--warn-tint);
        border-bottom: 1px solid var(--line);
      }
      p {
        flex: 1 1 18rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      a {
        color: inherit;
        font-weight: 600;
      }
      button.icon {
        color: inherit;
      }
      @media (max-width: 640px) {
        svg {
          order: -3;
        }
        p {
          flex: 1 1 60%;
          order: -2;
        }
        button.icon {
          order: -1;
        }
        button.icon svg {
          order: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  @property() route: Route = 'live';
  @state() private problems: ProblemView[] = [];
  @state() private putAway: ReadonlySet<string> = new Set(hiddenBefore());
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => document.hidden || void this.#ask(), askEveryMs);
    addEventListener('problemschanged', this.#onChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    removeEventListener('problemschanged', this.#onChanged);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('me')) void this.#ask();
  }

  override render() {
    // The messages page has all of them anyway.
    const shown =
      this.route === 'messages' ? [] : this.problems.filter(({ problemId }) => !this.putAway.has(problemId));
    const [first, ...others] = shown;
    if (!first) return nothing;
    const count = numberText(others.length);
    return html`<div role="status" data-testid="problem-banner">
      ${icon('warning')}
      <p>${serverText(first.text)}</p>
      <a href=${first.path}>${msg('Mend it')}</a>
      ${others.length > 0 ? html`<a href="/messages">${msg(str`${count} more`)}</a>` : nothing}
      <button
        class="icon"
        aria-label=${msg('Put this problem away')}
        title=${msg('Put it away until this tab is closed')}
        data-testid="problem-dismiss"
        @click=${() => this.#hide(first.problemId)}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  readonly #onChanged = (): void => void this.#ask();

  async #ask(): Promise<void> {
    if (!can(this.me, 'update Channel')) {
      this.problems = [];
      return;
    }
    // The connection's own bar says when the server is away.
    this.problems = await channelsApi.problems().catch(() => this.problems);
  }

  #hide(problemId: string): void {
    this.putAway = new Set([...this.putAway, problemId]);
    try {
      sessionStorage.setItem(storedAt, JSON.stringify([...this.putAway]));
    } catch {
      // Then it comes back with the next page.
    }
  }
}

function hiddenBefore(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storedAt) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
