import { css } from 'lit';

/** The entries of a menu: links and buttons of its whole width. */
export const menuStyles = css`
  a,
  button {
    display: flex;
    align-items: center;
    justify-content: flex-start;
    gap: 0.6rem;
    width: 100%;
    min-height: 2.4rem;
    padding: 0.3rem 0.6rem;
    font-weight: 550;
    color: var(--text);
    text-decoration: none;
    background: none;
    border: 0;
    border-radius: 7px;
  }
  a:hover {
    background: var(--hover);
  }
  a[aria-current] {
    color: var(--accent);
    background: var(--accent-tint);
  }
  :focus-visible {
    outline-offset: -2px;
  }
  @media (max-width: 820px), (pointer: coarse) {
    a,
    button {
      min-height: 2.9rem;
    }
  }
`;
