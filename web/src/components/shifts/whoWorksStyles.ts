import { css } from 'lit';

export const whoWorksStyles = css`
  section {
    display: grid;
    gap: 0.6rem;
    justify-items: start;
    padding: 0.9rem 1.1rem 1.1rem;
  }
  section > ul,
  section > h2 {
    width: 100%;
  }
  h2 {
    font-size: 1.05rem;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 0.75rem;
    min-height: 2.8rem;
    padding: 0.3rem 0;
    border-top: 1px solid var(--line);
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    flex: 0 1 14rem;
  }
  @media (max-width: 640px) {
    .who {
      flex-basis: 100%;
    }
  }
`;
