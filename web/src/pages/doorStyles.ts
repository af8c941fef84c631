import { css } from 'lit';

/** The pages before one is signed in. */
export const doorStyles = css`
  :host {
    display: grid;
    place-items: start center;
    min-height: 100dvh;
    padding: clamp(0.75rem, 12vh, 8rem) 0.75rem 2rem;
  }
  .door {
    display: grid;
    gap: 1rem;
    width: min(26rem, 100%);
    padding: 1.5rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    font-size: 1.05rem;
  }
  .brand svg {
    width: 1.6rem;
    height: 1.6rem;
    color: var(--accent);
  }
`;
