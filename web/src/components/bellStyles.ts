import { css } from 'lit';

export const bellStyles = css`
  .open {
    position: relative;
  }
  .open svg {
    width: 1.35rem;
    height: 1.35rem;
  }
  .count {
    position: absolute;
    top: 0;
    right: -0.1rem;
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
  #list {
    position: fixed;
    inset: 3.6rem 0.75rem auto auto;
    width: min(27rem, calc(100vw - 1.5rem));
    max-height: min(40rem, calc(100dvh - 5rem));
    margin: 0;
    padding: 0;
    overflow: auto;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow-high);
  }
  .bar {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--panel);
    border-bottom: 1px solid var(--line);
  }
  h3 {
    padding: 0.6rem 0.875rem 0.3rem;
    font-size: 0.8rem;
    color: var(--soft);
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.65rem;
    padding: 0.6rem 0.875rem;
    border-bottom: 1px solid var(--line);
  }
  li.unread {
    background: var(--accent-tint);
  }
  li > svg {
    margin-top: 0.1rem;
    color: var(--soft);
  }
  li.lasts > svg {
    color: var(--bad);
  }
  li.lasts.away > svg {
    color: var(--warn);
  }
  li > div {
    display: grid;
    gap: 0.15rem;
    justify-items: start;
  }
  li a {
    color: inherit;
  }
  li button {
    min-height: 1.9rem;
    margin-top: 0.2rem;
    padding: 0.1rem 0.6rem;
    font-size: 0.85rem;
  }
  .acknowledged {
    display: flex;
    gap: 0.35rem;
  }
  .acknowledged svg {
    margin-top: 0.15em;
    color: var(--good);
  }
  form {
    display: grid;
    gap: 0.4rem;
    width: 100%;
    margin-top: 0.3rem;
  }
  .problem {
    width: 100%;
  }
`;
