import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from '../icons.ts';
import { entryOf, type NavLink } from '../navigation.ts';
import type { Route } from '../router.ts';
import { shared } from '../styles.ts';
import { menuStyles } from './menuStyles.ts';

/** Links one below the other, inside a menu. */
@customElement('w-nav-menu')
export class NavMenu extends LitElement {
  static override styles = [shared, menuStyles];

  @property({ attribute: false }) links: NavLink[] = [];
  @property() route: Route = 'live';
  @property() label = '';

  override render() {
    return html`<nav aria-label=${this.label}>
      ${this.links.map(({ route, path, text, icon: picture }) =>
        route === entryOf(this.route)
          ? html`<a href=${path} aria-current="page">${icon(picture)}${text}</a>`
          : html`<a href=${path}>${icon(picture)}${text}</a>`,
      )}
    </nav>`;
  }
}
