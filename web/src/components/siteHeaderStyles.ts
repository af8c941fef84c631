import { css } from 'lit';

export const siteHeaderStyles = css`
  :host {
    display: block;
    flex: none;
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.4rem 0.75rem;
    min-height: 3.4rem;
    padding: 0.4rem 0.875rem;
    background: var(--panel);
    border-bottom: 1px solid var(--line);
  }
  .skip {
    position: absolute;
    left: 0.5rem;
    top: -4rem;
    z-index: 9;
  }
  .skip:focus {
    top: 0.5rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
    color: inherit;
    text-decoration: none;
  }
  .brand svg {
    width: 1.5rem;
    height: 1.5rem;
    color: var(--accent);
  }
  .brand strong {
    font-size: 1.08rem;
    letter-spacing: -0.01em;
  }
  .company {
    max-width: 14rem;
    padding-left: 0.6rem;
    border-left: 1px solid var(--line);
    color: var(--soft);
  }
  .demo {
    padding: 0.1rem 0.55rem;
    font-size: 0.8rem;
    font-weight: 700;
    letter-spacing: 0.04em;
    color: #2a1c00;
    text-decoration: none;
    background: #ffc24d;
    border-radius: 5px;
  }
  nav {
    display: flex;
    gap: 0.1rem;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    min-height: 2.3rem;
    padding: 0.3rem 0.6rem;
    font-weight: 550;
    color: var(--soft);
    text-decoration: none;
    white-space: nowrap;
    border-radius: 7px;
  }
  nav a:hover {
    background: var(--hover);
  }
  nav a[aria-current] {
    color: var(--accent);
    background: var(--accent-tint);
  }
  nav .count {
    min-width: 1.15rem;
    padding: 0 0.28rem;
    font-size: 0.72rem;
    font-weight: 700;
    line-height: 1.15rem;
    text-align: center;
    color: light-dark(#fff, #2b0a07);
    background: var(--bad);
    border-radius: 99px;
  }
  w-menu {
    color: var(--soft);
  }
  .administration {
    margin-left: -0.65rem;
  }
  .account {
    min-width: 0;
    --menu-padding: 0.1rem 0.5rem;
  }
  .face {
    display: flex;
    align-items: center;
    gap: 0.45rem;
    min-width: 0;
    white-space: nowrap;
  }
  .face > svg:last-child {
    width: 1rem;
    height: 1rem;
  }
  .name {
    display: grid;
    max-width: 10rem;
    line-height: 1.15;
    text-align: left;
    color: var(--text);
  }
  .name .soft {
    font-size: 0.78rem;
    font-weight: 400;
  }
  .bottom {
    display: none;
  }
  @media (max-width: 1700px) {
    .company {
      display: none;
    }
  }
  @media (max-width: 1560px) {
    .wide a svg {
      display: none;
    }
  }
  @media (max-width: 1180px) {
    .face > svg:first-child {
      display: none;
    }
    nav a {
      padding: 0.3rem 0.45rem;
    }
    .account .face > svg:first-child {
      display: block;
    }
    .account .words {
      display: none;
    }
    header {
      gap: 0.4rem 0.5rem;
    }
    .administration {
      margin-left: -0.4rem;
    }
  }
  /* The mark alone: the pages need the room. */
  @media (min-width: 821px) and (max-width: 1100px) {
    .brand strong {
      position: absolute;
      width: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (max-width: 960px) {
    w-site-clock {
      display: none;
    }
  }
  @media (max-width: 820px) {
    .wide {
      display: none;
    }
    w-site-clock {
      display: flex;
    }
    .bottom {
      position: fixed;
      inset: auto 0 0 0;
      z-index: 5;
      display: grid;
      grid-template-columns: minmax(0, 4fr) minmax(0, 1fr);
      padding: 0 0.25rem env(safe-area-inset-bottom);
      background: var(--panel);
      border-top: 1px solid var(--line);
    }
    .bottom nav a,
    .tab {
      display: grid;
      justify-items: center;
      gap: 0.1rem;
      flex: 1;
      min-width: 0;
      padding: 0.45rem 0.2rem 0.35rem;
      font-size: 0.75rem;
      font-weight: 600;
      line-height: 1.2;
      border-radius: 0;
    }
    .bottom nav a {
      position: relative;
    }
    .bottom nav .count {
      position: absolute;
      top: 0.15rem;
      left: calc(50% + 0.35rem);
    }
    .bottom nav a[aria-current] {
      background: none;
      box-shadow: inset 0 2px var(--accent);
    }
    .bottom svg {
      width: 1.45rem;
      height: 1.45rem;
    }
    .bottom w-menu {
      --menu-padding: 0;
    }
  }
  @media (max-width: 350px) {
    w-site-clock {
      display: none;
    }
  }
`;
