import { css } from 'lit';

export const personRowStyles = css`
  :host {
    display: block;
  }
  article {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.1rem 0.7rem;
    align-items: center;
    padding: 0.5rem 0.875rem;
    border-top: 1px solid var(--line);
  }
  article.tracked {
    background: var(--accent-tint);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .avatar {
    grid-row: span 2;
    display: grid;
    place-items: center;
    width: 2.35rem;
    height: 2.35rem;
    font-size: 0.85rem;
    font-weight: 650;
    color: var(--soft);
    background: var(--raised);
    border: 2px solid var(--line);
    border-radius: 50%;
  }
  .avatar.present {
    color: var(--good);
    background: var(--good-tint);
    border-color: var(--good);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
  }
  button.name {
    min-width: 0;
    min-height: 0;
    padding: 0;
    display: block;
    font-weight: 600;
    text-align: left;
    color: inherit;
    background: none;
    border: 0;
    border-radius: 3px;
  }
  button.name:hover {
    text-decoration: underline;
    background: none;
  }
  time {
    margin-left: auto;
    white-space: nowrap;
    font-size: 0.88rem;
  }
  .where {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 0.35rem;
    min-width: 0;
    font-size: 0.85rem;
    color: var(--soft);
  }
  .where b {
    font-size: 0.72rem;
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
  @media (max-width: 640px), (pointer: coarse) {
    button.track {
      min-height: 2.2rem;
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
  }
`;
