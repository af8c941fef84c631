import { css } from 'lit';

export const findTerminalsStyles = css`
  .place {
    display: grid;
    grid-template-columns: minmax(9rem, 1fr) 6.5rem 5.5rem minmax(6rem, 8rem);
    gap: 0.9rem;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.9rem;
    padding: 0.6rem 0;
    border-top: 1px solid var(--line);
  }
  .who {
    flex: 1 1 14rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .why {
    flex-basis: 100%;
  }
  @media (max-width: 560px) {
    .place {
      grid-template-columns: 1fr 1fr;
    }
    .place > :first-child {
      grid-column: 1 / -1;
    }
    .place > :last-child {
      grid-column: 1 / -1;
    }
  }
`;
