import { css } from 'lit';

export const peopleTableStyles = css`
  :host {
    display: block;
  }
  .table {
    overflow: hidden;
  }
  .head,
  .row {
    display: grid;
    grid-template-columns: minmax(9rem, 2fr) minmax(4rem, 0.8fr) repeat(3, minmax(5rem, 1.2fr)) 7.5rem;
    gap: 0.75rem;
    align-items: center;
    width: 100%;
    padding: 0 0.875rem;
  }
  .reads .head,
  .reads .row {
    grid-template-columns:
      minmax(9rem, 2fr) minmax(4rem, 0.8fr) repeat(3, minmax(4.5rem, 1.1fr)) 7.5rem
      minmax(11rem, 1.5fr);
  }
  .head {
    background: var(--raised);
  }
  .sort {
    min-height: 2.2rem;
    padding: 0;
    font-size: 0.85rem;
    color: var(--soft);
    background: none;
    border: 0;
  }
  .sort:hover:not(:disabled) {
    color: var(--text);
    background: none;
  }
  .sort.ascending svg {
    rotate: 180deg;
  }
  .row {
    min-height: 3rem;
    border-top: 1px solid var(--line);
  }
  .row:hover,
  .row:focus-within {
    background: var(--hover);
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-width: 0;
  }
  .who a {
    padding: 0.5rem 0;
    font-weight: 600;
    color: inherit;
    text-decoration: none;
  }
  .who a:hover {
    text-decoration: underline;
  }
  .who a:focus-visible {
    outline-offset: -2px;
  }
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    width: 2rem;
    height: 2rem;
    font-size: 0.78rem;
    font-weight: 650;
    color: var(--soft);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 50%;
  }
  .none {
    color: var(--soft);
  }
  .enrolment {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.15rem 0.5rem;
    padding: 0.3rem 0;
  }
  /* A card a person: what is not said takes no room. */
  @media (max-width: 900px) {
    .head {
      display: none;
    }
    .row,
    .reads .row {
      display: flex;
      flex-wrap: wrap;
      gap: 0.15rem 0.75rem;
      padding: 0.5rem 0.875rem 0.5rem 3.475rem;
    }
    .who {
      flex: 1 1 55%;
      margin-left: -2.6rem;
    }
    .state {
      order: 1;
    }
    .row > .cut,
    .enrolment {
      order: 2;
      padding: 0;
      font-size: 0.88rem;
    }
    .enrolment {
      flex-basis: 100%;
    }
    .row > .none {
      display: none;
    }
  }
`;
