import { css } from 'lit';

export const siteHeaderStyles = css`
  header {
    display: flex;
    align-items: center;
    gap: 0.4rem 1rem;
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
    background: #ffc24d;
    border-radius: 5px;
  }
  nav {
    display: flex;
    gap: 0.15rem;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    min-height: 2.3rem;
    padding: 0.3rem 0.7rem;
    font-weight: 550;
    color: var(--soft);
    text-decoration: none;
    border-radius: 7px;
  }
  nav a:hover {
    background: var(--hover);
  }
  nav a[aria-current] {
    color: var(--accent);
    background: var(--accent-tint);
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 0.15rem;
  }
  .tools a {
    display: grid;
    place-items: center;
    width: 2.15rem;
    height: 2.15rem;
    color: inherit;
    border-radius: 7px;
  }
  .tools a:hover {
    background: var(--hover);
  }
  .tools a[aria-current] {
    color: var(--accent);
    background: var(--accent-tint);
  }
  .tools svg {
    width: 1.35rem;
    height: 1.35rem;
  }
  .tools button svg {
    width: 1.25rem;
    height: 1.25rem;
  }
  @media (max-width: 820px) {
    header {
      flex-wrap: wrap;
      padding-bottom: 0;
    }
    .company {
      display: none;
    }
    nav {
      order: 9;
      width: 100%;
    }
    nav a {
      flex: 1;
      justify-content: center;
      border-radius: 7px 7px 0 0;
    }
    .tools a {
      width: 2.6rem;
      height: 2.6rem;
    }
    .tools .theme {
      display: none;
    }
  }
  @media (max-width: 420px) {
    header {
      column-gap: 0.5rem;
    }
    .brand svg {
      display: none;
    }
  }
  @media (max-width: 350px) {
    w-site-clock {
      display: none;
    }
  }
`;
