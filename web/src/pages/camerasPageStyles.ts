import { css } from 'lit';

export const camerasPageStyles = css`
  ul.panel > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.9rem;
    padding: 0.7rem 0.875rem;
    border-top: 1px solid var(--line);
  }
  ul.panel > li:first-child {
    border-top: 0;
  }
  .what {
    flex: 1 1 16rem;
    min-width: 0;
  }
  .why {
    flex-basis: 100%;
  }
  h2 {
    font-size: inherit;
    font-weight: 400;
    line-height: inherit;
  }
  .busy {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    color: var(--warn);
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-bottom: 1rem;
    padding: 0.55rem 0.75rem;
    background: var(--accent-tint);
    border-radius: 7px;
  }
  .banner span {
    flex: 1 1 12rem;
  }
  .actions {
    gap: 0.4rem;
  }
  @media (max-width: 640px) {
    .what {
      flex-basis: 100%;
    }
    .actions {
      flex-basis: 100%;
      gap: 0.3rem;
    }
    .actions button {
      padding: 0.3rem 0.55rem;
    }
    /* All four in one line. */
    .actions button:not(.icon) svg {
      display: none;
    }
    .actions button.icon {
      margin-left: auto;
    }
  }
`;
