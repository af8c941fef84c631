import { css } from 'lit';

export const personRowStyles = css`
  :host {
    display: block;
    height: 100%;
  }
  article {
    display: grid;
    grid-template: 1.6rem minmax(0, 1fr) / auto minmax(0, 1fr);
    gap: 0 0.7rem;
    height: 100%;
    padding: 0.4rem 0.875rem;
    border-top: 1px solid var(--line);
    overflow: hidden;
  }
  article.tracked {
    background: var(--accent-tint);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .avatar {
    grid-row: span 2;
    align-self: center;
    display: grid;
    place-items: center;
    width: 2.5rem;
    height: 2.5rem;
    font-size: 0.85rem;
    font-weight: 650;
    color: var(--soft);
    background: var(--raised);
    border: 2px solid var(--edge);
    border-radius: 50%;
  }
  .avatar.good {
    color: var(--good);
    background: var(--good-tint);
    border-color: var(--good);
  }
  .avatar.warn {
    color: var(--warn);
    background: var(--warn-tint);
    border-color: var(--warn);
  }
  .avatar.bad {
    color: var(--bad);
    background: var(--bad-tint);
    border-color: var(--bad);
  }
  .leave {
    --leave: light-dark(#6a3fb5, #c9adff);
    --leave-tint: light-dark(#efe7fb, #2f2346);
  }
  .avatar.leave,
  .chip.leave {
    color: var(--leave);
    background: var(--leave-tint);
    border-color: var(--leave);
  }
  button.chip {
    gap: 0.25rem;
    min-width: 0;
    min-height: 1.35rem;
    line-height: 1.3;
    border: 0;
  }
  button.chip:hover:not(:disabled) {
    background: var(--hover);
  }
  button.chip svg {
    width: 0.95em;
    height: 0.95em;
    opacity: 0.75;
  }
  .also {
    color: var(--warn);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
  }
  .name {
    min-width: 0;
    font-weight: 600;
    color: inherit;
    text-decoration: none;
    border-radius: 3px;
  }
  a.name:hover {
    text-decoration: underline;
  }
  a.name:focus-visible {
    outline-offset: -1px;
  }
  time {
    margin-left: auto;
    white-space: nowrap;
    font-size: 0.88rem;
  }
  .facts {
    flex: 1;
    display: grid;
    align-content: center;
    min-width: 0;
    font-size: 0.82rem;
    line-height: 1.35;
    color: var(--soft);
  }
  .where {
    display: flex;
    gap: 0.35rem;
    min-width: 0;
  }
  .where b {
    font-size: 0.72rem;
    line-height: 1.55;
    letter-spacing: 0.03em;
  }
  button.track {
    min-height: 1.75rem;
    padding: 0.1rem 0.55rem 0.1rem 0.4rem;
    font-size: 0.85rem;
    white-space: nowrap;
    border-color: var(--line);
  }
  button.track:not(:disabled) {
    color: var(--accent);
    border-color: var(--edge);
  }
  button.track[aria-pressed='true'] {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  .short {
    display: none;
  }
  @media (max-width: 640px), (pointer: coarse) {
    button.track {
      min-height: 2.2rem;
      min-width: 2.6rem;
    }
  }
  @media (max-width: 640px) {
    article {
      column-gap: 0.55rem;
    }
    .line {
      gap: 0.35rem;
    }
    .chip {
      padding: 0.05rem 0.4rem;
      font-size: 0.75rem;
    }
    .long {
      display: none;
    }
    .short {
      display: inline;
    }
  }
`;
