import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon, type IconName } from '../icons.ts';
import { shared } from '../styles.ts';
import { menuStyles } from './menuStyles.ts';
import './Menu.ts';

export type MenuAction = { id: string; text: string; icon: IconName; run: () => void; danger?: boolean };

/** Three dots that unfold what can be done with one thing. */
@customElement('w-action-menu')
export class ActionMenu extends LitElement {
  static override styles = [
    shared,
    css`
      w-menu {
        --menu-height: 2.15rem;
        --menu-padding: 0.3rem;
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) actions: MenuAction[] = [];

  override render() {
    return html`<w-menu
      label=${this.label}
      .content=${() => html`<w-actions .actions=${this.actions}></w-actions>`}
      >${icon('more')}</w-menu
    >`;
  }
}

@customElement('w-actions')
export class Actions extends LitElement {
  static override styles = [
    shared,
    menuStyles,
    css`
      button {
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        background: var(--hover);
      }
      button.danger {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) actions: MenuAction[] = [];

  override render() {
    return this.actions.map(
      (action) =>
        html`<button
          class=${action.danger ? 'danger' : ''}
          data-testid="action-${action.id}"
          @click=${() => action.run()}
        >
          ${icon(action.icon)}${action.text}
        </button>`,
    );
  }
}
