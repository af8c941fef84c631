import { css } from 'lit';

export const personPageStyles = css`
  :host {
    max-width: 84rem;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 0.3rem;
    margin-bottom: 0.75rem;
    font-size: 0.9rem;
  }
  .person {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.35rem 1rem;
    align-items: center;
    padding: 1rem 1.1rem;
    margin-bottom: var(--gap);
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 3.4rem;
    height: 3.4rem;
    font-size: 1.15rem;
    font-weight: 650;
    color: var(--soft);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 50%;
  }
  .person h1 {
    overflow-wrap: anywhere;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    justify-content: end;
  }
  .why {
    margin-top: 0.2rem;
  }
  .why summary {
    width: fit-content;
    padding: 0.15rem 0;
    font-size: 0.9rem;
    color: var(--accent);
    cursor: pointer;
  }
  .also {
    display: flex;
    gap: 0.5rem;
    margin-top: 0.5rem;
    padding: 0.5rem 0.7rem;
    background: var(--warn-tint);
    border-radius: 7px;
  }
  .also > svg {
    margin-top: 0.1rem;
    color: var(--warn);
  }
  .also .soft {
    color: inherit;
  }
  .parts.duty {
    margin-bottom: var(--gap);
  }
  .parts.duty:empty {
    display: none;
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
    gap: var(--gap);
    align-items: start;
  }
  .parts > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  section {
    padding: 0.9rem 1.1rem 1.1rem;
  }
  section.day {
    margin-bottom: var(--gap);
    padding-top: 0.3rem;
  }
  h2 {
    margin-bottom: 0.8rem;
    font-size: 1.05rem;
  }
  @media (max-width: 640px) {
    .person {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .ways {
      grid-column: 1 / -1;
    }
    .ways > .button {
      flex: 1;
    }
  }
`;
