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
    .person > .button {
      grid-column: 1 / -1;
    }
  }
`;
